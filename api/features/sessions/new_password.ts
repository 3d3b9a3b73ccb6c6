import { badInput } from "../../errors.ts";

const SHORTEST = 12;

/**
 * Holds a new password against the rules (NIST SP 800-63B): long enough, not among the
 * common ones, not the person's own name or email.
 * @throws {Refusal} 400 at `path`
 */
export async function checkNewPassword(
  path: string,
  { password, name, email }: { password: string; name?: string; email?: string | null },
): Promise<void> {
  const refuse = (message: string): never => {
    throw badInput([{ path, message }]);
  };
  if (!password.isWellFormed()) refuse("It holds half of a character. Type it again");
  if ([...password].length < SHORTEST) refuse(`Use ${SHORTEST} characters or more`);
  const folded = password.normalize("NFKC").toLowerCase();
  const own = [name, email, email?.split("@")[0]].filter((text) => text && text.length >= 4)
    .map((text) => text!.toLowerCase().replace(/\s/g, ""));
  const rest = own.reduce((left, text) => left.replaceAll(text, ""), folded.replace(/\s/g, ""));
  if (rest.length < SHORTEST / 2) refuse("Don't use your name or email as the password");
  const { isCommon } = await import("./common_passwords.ts");
  if (isCommon(folded)) refuse("This password is too common. Try four unrelated words");
}
