/** The fields of `after` that differ from `before`, as the audit log keeps them. */
export function changesBetween<T extends object>(
  before: Partial<T> | null,
  after: T,
): Record<string, [unknown, unknown]> {
  const changed = Object.entries(after)
    .map(([field, to]) => [field, [before?.[field as keyof T] ?? null, to ?? null]] as const)
    .filter(([, [from, to]]) => !same(from, to));
  return Object.fromEntries(changed) as Record<string, [unknown, unknown]>;
}

function same(from: unknown, to: unknown): boolean {
  return from === to || (typeof to === "object" && JSON.stringify(from) === JSON.stringify(to));
}
