import * as averages from "../../../api/features/gradebook/averages.ts";
import { testWorkedCases } from "./worked_cases.ts";

testWorkedCases("on the server", () => Promise.resolve(averages));
