import type { ComponentChildren, JSX, PartialAnchorHTMLAttributes } from "preact";
import styles from "./button.module.css";
import type { IconComponent } from "./icons.tsx";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

interface Look {
  kind?: ButtonKind;
  /** 32 px high with a mouse, for rows of tables; 44 px on touch. */
  small?: boolean;
  /** As wide as its container. */
  wide?: boolean;
  icon?: IconComponent;
  /** Only the icon is seen; `children` is its name for screen readers. */
  icon_only?: boolean;
  children: ComponentChildren;
}

type ButtonProps =
  & Look
  & Omit<JSX.IntrinsicElements["button"], keyof Look | "disabled">
  & {
    /** Shows a spinner and ignores clicks; stays focusable, so that the focus is not lost. */
    busy?: boolean;
    disabled?: boolean;
  };

export function Button({ busy, disabled, ...props }: ButtonProps) {
  const { look, rest } = split(props);
  const inert = busy || disabled;
  return (
    <button
      {...rest}
      type={rest.type ?? "button"}
      class={classOf(look)}
      aria-disabled={inert ? "true" : undefined}
      aria-busy={busy ? "true" : undefined}
      onClick={(event) => {
        if (inert) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      <Inside {...look} busy={busy} />
    </button>
  );
}

type LinkProps =
  & Look
  & Omit<PartialAnchorHTMLAttributes<HTMLAnchorElement>, keyof Look | "role">
  & { href: string };

/** A link that looks like a button: for going somewhere, not for doing something. */
export function LinkButton(props: LinkProps) {
  const { look, rest } = split(props);
  return (
    <a {...rest} class={classOf(look)}>
      <Inside {...look} />
    </a>
  );
}

function split<Props extends Look>(props: Props) {
  const { kind, small, wide, icon, icon_only, children, ...rest } = props;
  return { look: { kind, small, wide, icon, icon_only, children }, rest };
}

function Inside({ icon: Icon, icon_only, children, busy }: Look & { busy?: boolean }) {
  return (
    <>
      {busy ? <span class={styles.spinner} aria-hidden="true" /> : Icon && <Icon />}
      {icon_only ? <span class="sr_only">{children}</span> : children}
    </>
  );
}

function classOf({ kind = "secondary", small, wide, icon_only }: Look): string {
  return [
    styles.button,
    styles[kind],
    small && styles.small,
    wide && styles.wide,
    icon_only && styles.icon_only,
  ].filter(Boolean).join(" ");
}
