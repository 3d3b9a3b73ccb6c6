/** Hands the test a folder that is gone afterwards. */
export async function withFolder<T>(test: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "laurel-test-" });
  try {
    return await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * A folder in memory, where that can be, for what opens its files itself, as a database does:
 * Deno reads nothing below /dev with the permissions of the tests.
 */
export function memoryFolder(): { folder: string; remove(): void } {
  if (Deno.build.os !== "linux") {
    const folder = Deno.makeTempDirSync({ prefix: "laurel-test-" });
    return { folder, remove: () => Deno.removeSync(folder, { recursive: true }) };
  }
  const { stdout } = new Deno.Command("sh", {
    args: ["-c", "mktemp -d /dev/shm/laurel-test-XXXXXX || mktemp -d"],
    stderr: "null",
  }).outputSync();
  const folder = new TextDecoder().decode(stdout).trim();
  return {
    folder,
    remove: () => void new Deno.Command("rm", { args: ["-r", folder] }).outputSync(),
  };
}
