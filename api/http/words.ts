import { z } from "zod";

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};
const choice = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** What a field is told that has no words of its own for what is wrong with it. */
z.config({
  customError(issue) {
    if (issue.code === "invalid_value") {
      return `Send ${choice.format(issue.values.map((value) => JSON.stringify(value)))}`;
    }
    if (issue.code !== "invalid_type") return undefined;
    if (issue.input === undefined) return "It is missing. Send it";
    return KINDS[issue.expected] && `Send ${KINDS[issue.expected]}`;
  },
});
