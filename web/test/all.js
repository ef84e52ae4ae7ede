// All tests of the language, with the program as what knows.
//   node all.js PROGRAM ROOT
import { check as checkCompletion } from "./completion.js";
import { check as checkLayout } from "./layout.js";
import { Server } from "./support.js";
import { check as checkTokens } from "./tokens.js";

async function main([program, root]) {
  const checks = { tokens: checkTokens, layout: checkLayout, completion: checkCompletion };
  const server = await new Server(program).start();
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      console.log(`${name}: ${await check(root, server)}`);
    } catch (problem) {
      ++failed;
      console.log(`${name}: ${problem.stack}`);
    }
  }
  await server.end();
  console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
main(process.argv.slice(2));
