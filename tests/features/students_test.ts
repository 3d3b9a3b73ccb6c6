import assert from "node:assert/strict";
import { withSchool } from "../helpers/school.ts";
Deno.test(
  "smoke",
  withSchool(async (s) => {
    const st = await s.student({ name: "José Ångström" });
    console.log(st);
    console.log((await s.request("GET", "/api/students?q=jose", { as: s.admin })).body);
    const g = await s.request("GET", `/api/students/${st.student_id}`, { as: s.admin });
    const et = g.headers.get("etag")!;
    const put = (name: string) =>
      s.request("PUT", `/api/students/${st.student_id}`, {
        as: s.admin,
        body: { name },
        headers: { "if-match": et },
      });
    console.log((await Promise.all([put("A"), put("B")])).map((x) => [x.status, x.text]));
    const p = await s.parentOf();
    console.log((await s.request("GET", `/api/students/${st.student_id}`, { as: p })).text);
    const idem = () =>
      s.request("POST", "/api/students", {
        as: s.admin,
        body: { name: "X" },
        headers: { "idempotency-key": "k1" },
      });
    console.log((await Promise.all([idem(), idem(), idem()])).map((x) => [x.status, x.text]));
    console.log(
      (await s.request("POST", "/api/login", {
        body: { email: s.admin.email, password: "correct horse battery" },
      })).status,
    );
    console.log((await s.request("GET", "/api/me", { as: s.admin })).text);
    console.log(
      (await s.request("DELETE", `/api/students/${st.student_id}?erase=true`, {
        as: s.admin,
        body: { password: "correct horse battery" },
      })).text,
    );
    console.log(
      (await s.request("POST", "/api/students", {
        as: s.admin,
        body: { name: "\u0000x", role: 1 },
      })).text,
    );
    console.log(s.log, await s.counts());
    console.log(
      JSON.stringify((await s.request("GET", "/openapi.json")).body.paths["/api/students"].post)
        .slice(0, 1500),
    );
  }),
);
