import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso/router";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./components/button.tsx";
import { Dialog } from "./components/dialog.tsx";
import { MoreIcon, SignOutIcon } from "./components/icons.tsx";
import { LaurelMark } from "./components/laurel_mark.tsx";
import { Avatar } from "./components/parts.tsx";
import type { Me } from "./lib/api_types.ts";
import { is_staff, school, signOut, unread } from "./lib/session.ts";
import { useUnread } from "./lib/use_unread.ts";
import { isCurrent, navigationOf, type NavItem } from "./navigation.ts";
import styles from "./shell.module.css";

/** What stands around every page of someone who is signed in. */
export function Shell({ me, children }: { me: Me; children: ComponentChildren }) {
  const items = navigationOf(me);
  useUnread();
  return (
    <>
      <SkipLink />
      <div class={styles.shell}>
        <Side me={me} items={items} />
        <TopBar me={me} />
        <main class={styles.main} id="main" tabIndex={-1}>
          <DeviceBar />
          {children}
        </main>
        <BottomBar items={items} />
      </div>
    </>
  );
}

type Bar = typeof import("./features/offline/device_bar.tsx").DeviceBar;
const BAR_AFTER_MS = 500;
const BAR_AGAIN_MS = 5000;

/** What this device does without the network: loaded when the first screen stands. */
function DeviceBar() {
  const [loaded, setLoaded] = useState<{ Bar: Bar } | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!is_staff.value || loaded) return;
    const load = () =>
      import("./features/offline/device_bar.tsx")
        .then(({ DeviceBar }) => setLoaded({ Bar: DeviceBar }), () => setTries(tries + 1));
    const timer = setTimeout(load, tries === 0 ? BAR_AFTER_MS : BAR_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [tries]);
  return loaded && <loaded.Bar />;
}

function SkipLink() {
  return (
    <a
      class={styles.skip}
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
    >
      Skip to the page
    </a>
  );
}

function Side({ me, items }: { me: Me; items: NavItem[] }) {
  const { path } = useLocation();
  return (
    <header class={styles.side}>
      <Brand />
      <nav aria-label="Main">
        <ul class={styles.links}>
          {items.map((item) => (
            <li key={item.label}>
              <NavLink item={item} path={path} />
            </li>
          ))}
        </ul>
      </nav>
      <div class={styles.me}>
        <a
          class={styles.me_link}
          href="/account"
          aria-current={path === "/account" ? "page" : undefined}
        >
          <Avatar name={me.name} />
          <span class={styles.me_words}>
            <span>{me.name}</span>
            <small>{me.role}</small>
          </span>
        </a>
        <Button
          kind="quiet"
          icon={SignOutIcon}
          icon_only
          title="Sign out"
          onClick={() => void signOut()}
        >
          Sign out
        </Button>
      </div>
    </header>
  );
}

function Brand() {
  return (
    <a class={styles.brand} href="/">
      <LaurelMark />
      <span class={styles.brand_words}>
        <span class={styles.brand_name}>Laurel</span>
        <span class={styles.brand_school}>{school.value?.school_name}</span>
      </span>
    </a>
  );
}

function NavLink({ item, path }: { item: NavItem; path: string }) {
  const { href, label, icon: Icon, counts_unread } = item;
  return (
    <a class={styles.link} href={href} aria-current={isCurrent(href, path) ? "page" : undefined}>
      <Icon />
      {label}
      {counts_unread && <UnreadCount />}
    </a>
  );
}

function UnreadCount() {
  if (unread.value === 0) return null;
  return (
    <span class={styles.count}>
      {unread.value > 99 ? "99+" : unread.value}
      <span class="sr_only">unread</span>
    </span>
  );
}

function TopBar({ me }: { me: Me }) {
  return (
    <header class={styles.top}>
      <Brand />
      <a class={styles.top_me} href="/account">
        <Avatar name={me.name} />
        <span class="sr_only">Your account</span>
      </a>
    </header>
  );
}

function BottomBar({ items }: { items: NavItem[] }) {
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const behind = items.filter((item) => !item.on_bar);
  return (
    <nav class={styles.bar} aria-label="Main, short">
      <ul class={styles.bar_list}>
        {items.filter((item) => item.on_bar).map((item) => {
          const { href, label, icon: Icon, counts_unread } = item;
          return (
            <li key={label}>
              <a
                class={styles.tab}
                href={href}
                aria-current={isCurrent(href, path) ? "page" : undefined}
              >
                <Icon />
                {label}
                {counts_unread && <UnreadCount />}
              </a>
            </li>
          );
        })}
        {behind.length > 0 && (
          <li>
            <button
              type="button"
              class={styles.tab}
              aria-haspopup="dialog"
              aria-current={behind.some(({ href }) => isCurrent(href, path)) ? "true" : undefined}
              onClick={() => setOpen(true)}
            >
              <MoreIcon />
              More
            </button>
          </li>
        )}
      </ul>
      <Dialog open={open} title="More" onClose={() => setOpen(false)}>
        <ul class={styles.more}>
          {behind.map((item) => (
            <li key={item.label} onClick={() => setOpen(false)}>
              <NavLink item={item} path={path} />
            </li>
          ))}
        </ul>
      </Dialog>
    </nav>
  );
}
