/** The fields that a 400 names, each once: a field may be wrong in two ways. */
export function pathsOf({ errors }: { errors: { path: string }[] }): string[] {
  return [...new Set(errors.map(({ path }) => path))];
}
