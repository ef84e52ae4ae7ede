export { rettesnor, rettesnorLanguage, rettesnorMarkdownLanguage } from "./language.js";
