import { useState } from "preact/hooks";
import { ChevronDownIcon } from "../../components/icons.tsx";
import type { Student } from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import styles from "./student_page.module.css";

/** What the school knows of a child; folded on a phone, where the marks come first. */
export function Particulars({ student }: { student: Student }) {
  const [open] = useState(() => matchMedia("(min-width: 56rem)").matches);
  const facts = factsOf(student).filter(({ value }) => value);
  if (facts.length === 0) return null;
  return (
    <details class={styles.particulars} open={open}>
      <summary>
        Particulars
        <ChevronDownIcon />
      </summary>
      <dl class={styles.facts}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function factsOf(student: Student) {
  return [
    { label: "Date of birth", value: formatDate(student.date_of_birth) },
    { label: "Gender", value: student.gender },
    { label: "Guardian", value: student.guardian_name },
    { label: "Guardian's contact", value: <Contact text={student.guardian_contact} /> },
    {
      label: "Contact number",
      value: student.contact_number && <Contact text={student.contact_number} />,
    },
    { label: "Email address", value: student.email && <Contact text={student.email} /> },
    { label: "Address", value: student.address },
  ].filter(({ label }) => label !== "Guardian's contact" || student.guardian_contact);
}

/** A number to call or an address to write to, with one tap; anything else as it is. */
function Contact({ text }: { text: string | null }) {
  if (!text) return null;
  if (/^\+?[\d\s().-]{5,}$/.test(text)) {
    return <a href={`tel:${text.replace(/[^\d+]/g, "")}`}>{text}</a>;
  }
  return /^[^\s@]+@[^\s@]+$/.test(text) ? <a href={`mailto:${text}`}>{text}</a> : <>{text}</>;
}
