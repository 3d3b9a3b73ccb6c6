/** The wreath, in the brand's colour. Decoration: the name stands next to it. */
export function LaurelMark({ size = 32 }: { size?: number }) {
  return <img src="/favicon.svg" width={size} height={size} alt="" />;
}
