// cql-execution: the language of clinical guidelines, as ELM written by hand. Three-valued logic is its own, so each rule
// is asked as `not (guard is false or condition is false)`.
import cql from "cql-execution";
import { readCases, version } from "./cases.mjs";

const field = (path) => ({ type: "Property", path, source: { type: "ExpressionRef", name: "Patient" } });
const of = (scope) => (path) => ({ type: "Property", path, scope });
const integer = (value) => ({ type: "Literal", valueType: "{urn:hl7-org:elm-types:r1}Integer", value: String(value) });
const yes_no = (value) => ({ type: "Literal", valueType: "{urn:hl7-org:elm-types:r1}Boolean", value: String(value) });
const op = (type) => (...operand) => ({ type, operand: operand.length === 1 ? operand[0] : operand });
const [And, Or, Not, Null, Equal, GreaterOrEqual, LessOrEqual, Add] =
  ["And", "Or", "Not", "IsNull", "Equal", "GreaterOrEqual", "LessOrEqual", "Add"].map(op);
const known = (x) => Not(Null(x));
const may = (x) => Not(op("IsFalse")(x));  // true and unknown
const count = (list, test) => ({ type: "Count", source: { type: "Query", relationship: [],
  source: [{ alias: "X", expression: field(list) }], where: test(of("X")) } });

const all = {
  r01: count("notifications", (x) => LessOrEqual(x("assessment"), Add(x("receipt"), integer(1440)))),
  r07: And(known(field("start")), may(And(Equal(field("target_group"), integer(0)), field("plan")))),
  r08: And(known(field("start")), may(And(Not(field("acute")), field("consent")))),
  r10: And(known(field("study")), may(And(GreaterOrEqual(field("siblings"), integer(2)), field("network")))),
  r15: And(known(field("start")), may(And(Or(Equal(field("measure"), integer(2)), Equal(field("measure"), integer(3))),
    And(field("plan"), field("network"))))),
};

const define = (name, expression) => ({ name, context: "Patient", accessLevel: "Public", expression });
const elm = { library: { identifier: { id: "Workload", version: "1" }, schemaIdentifier: { id: "urn:hl7-org:elm", version: "r1" },
  usings: { def: [{ localIdentifier: "System", uri: "urn:hl7-org:elm-types:r1" }] },
  statements: { def: [
    define("Patient", { type: "SingletonFrom", operand: { type: "Retrieve", dataType: "{bench}Case" } }),
    ...Object.entries(all).map(([name, expression]) => define(name, expression)),
  ] } } };

// A case as the executor wants its patients.
class Subject {
  constructor(id, one) {
    Object.assign(this, one);
    this.id = id;
  }
  getId() {
    return this.id;
  }
  findRecords() {
    return [this];
  }
}
class Subjects {
  constructor(all) {
    this.all = all;
    this.at = 0;
  }
  currentPatient() {
    return this.all[this.at];
  }
  nextPatient() {
    return this.all[++this.at];
  }
}

export const title = () => `cql-execution ${version("cql-execution")}`;
export async function load(folder) {
  const subjects = readCases(folder).map((one, i) => new Subject(String(i), one));
  const executor = new cql.Executor(new cql.Library(elm));
  const rules = Object.keys(all);
  return async () => {
    const results = await executor.exec(new Subjects(subjects));
    const counts = Object.fromEntries(rules.map((rule) => [rule, 0]));
    for (const one of Object.values(results.patientResults)) for (const rule of rules) counts[rule] += Number(one[rule]);
    return { may_be_fulfilled: counts };
  };
}
