import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { type IconComponent, MoreIcon } from "./icons.tsx";
import styles from "./menu.module.css";

export interface MenuItem {
  label: string;
  icon?: IconComponent;
  danger?: boolean;
  href?: string;
  onClick?: () => void;
}

interface MenuProps {
  /** "More about Mia Chen": the button's name for screen readers. */
  label: string;
  items: MenuItem[];
  /** Opens upwards. */
  up?: boolean;
}

/** A button that discloses a few actions. Escape, Tab out and a tap elsewhere close it. */
export function Menu({ label, items, up }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);

  useLayoutEffect(() => {
    // At the left of a phone it would begin beyond the screen.
    const beyond = open && list.current!.getBoundingClientRect().left < 0;
    if (beyond) list.current!.classList.add(styles.start);
  }, [open]);

  useEffect(() => {
    if (!open) return;
    function outside(event: Event) {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    }
    addEventListener("pointerdown", outside);
    addEventListener("focusin", outside);
    return () => {
      removeEventListener("pointerdown", outside);
      removeEventListener("focusin", outside);
    };
  }, [open]);

  function close() {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  }

  return (
    <div
      class={styles.menu}
      ref={root}
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) {
          event.stopPropagation();
          close();
        }
      }}
    >
      <Button
        kind="quiet"
        icon={MoreIcon}
        icon_only
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {label}
      </Button>
      {open && (
        <ul ref={list} class={up ? `${styles.list} ${styles.up}` : styles.list}>
          {items.map((item) => (
            <li key={item.label}>
              <Item item={item} close={close} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Item({ item, close }: { item: MenuItem; close(): void }) {
  const { label, icon: Icon, danger, href, onClick } = item;
  const look = danger ? `${styles.item} ${styles.danger}` : styles.item;
  function choose() {
    close();
    onClick?.();
  }
  const inside = <>{Icon && <Icon />}{label}</>;
  return href
    ? <a class={look} href={href} onClick={choose}>{inside}</a>
    : <button type="button" class={look} onClick={choose}>{inside}</button>;
}
