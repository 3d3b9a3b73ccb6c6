import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { User } from "../sessions/schema.ts";
import { userQuery } from "../sessions/user_query.ts";

export async function getUser({ db, input }: Call<{ user_id: number }>): Promise<User> {
  const [found] = await db.read([userQuery(input.user_id)]);
  return one(found, "account");
}
