import assert from "node:assert/strict";
import { pathInApp, readParams, safeNext, writeParams } from "../../web/src/lib/url_state.ts";

const defaults = { q: "", sort: "name", cursor: "" };

Deno.test("readParams takes what is there and the defaults for the rest", () => {
  assert.deepEqual(readParams("?q=mia&other=1", defaults), {
    q: "mia",
    sort: "name",
    cursor: "",
  });
});

Deno.test("writeParams leaves defaults out, so that one view has one address", () => {
  const cases: [string, Partial<typeof defaults>, string][] = [
    ["", { q: "mia" }, "?q=mia"],
    ["?q=mia", { q: "" }, ""],
    ["?sort=-name", { sort: "name" }, ""],
    ["?q=mia", { sort: "-name" }, "?q=mia&sort=-name"],
    ["", { q: "a&b=c d" }, "?q=a%26b%3Dc+d"],
  ];
  for (const [search, patch, wanted] of cases) {
    assert.equal(writeParams(search, { defaults, patch }), wanted);
  }
});

Deno.test("writeParams goes back to the first page unless the page is what changes", () => {
  const search = "?q=mia&cursor=abc";
  assert.equal(
    writeParams(search, { defaults, patch: { sort: "-name" } }),
    "?q=mia&sort=-name",
  );
  assert.equal(
    writeParams(search, { defaults, patch: { cursor: "def" } }),
    "?q=mia&cursor=def",
  );
});

Deno.test("writeParams keeps parameters of others", () => {
  assert.equal(
    writeParams("?tab=marks", { defaults, patch: { q: "x" } }),
    "?tab=marks&q=x",
  );
});

/** What the browser says of where the app is. */
function at(origin: string) {
  Object.defineProperty(globalThis, "location", { value: { origin }, configurable: true });
}

Deno.test("safeNext leads only into this app", () => {
  at("https://school.example");
  assert.equal(safeNext("/students/5?tab=marks"), "/students/5?tab=marks");
  assert.equal(safeNext("/students?q=mia%20a#top"), "/students?q=mia%20a#top");
  assert.equal(safeNext("/stu\tdents"), "/students");
  assert.equal(safeNext("//school.example/students"), "/students");
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "//[",
    "https://evil.example",
    "javascript:alert(1)",
    "students",
    "/sign-in?next=/a",
    "/./sign-in?next=/a",
    "",
    null,
    undefined,
  ];
  for (const next of elsewhere) assert.equal(safeNext(next), "/", String(next));
});

Deno.test("a notice leads into the app, nowhere else", () => {
  at("https://school.example");
  assert.equal(pathInApp("/students/5"), "/students/5");
  for (
    const link of [
      null,
      "",
      "//evil.example",
      "/\\evil.example",
      "/\t/evil.example",
      "javascript:alert(1)",
      "https://example.org/a",
      "data:text/html,x",
    ]
  ) assert.equal(pathInApp(link), null, String(link));
});
