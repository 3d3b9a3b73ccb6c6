import type { ComponentChildren, JSX } from "preact";

/** Drawn on a 24 px grid with a 1.75 px line, in the colour of the text around. Decoration only. */
function Icon({ children, size = 20 }: IconProps & { children: ComponentChildren }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export interface IconProps {
  size?: number;
}

export type IconComponent = (props: IconProps) => JSX.Element;

function icon(...paths: string[]): IconComponent {
  return (props) => <Icon {...props}>{paths.map((d) => <path key={d} d={d} />)}</Icon>;
}

export const HomeIcon = icon("M4 11l8-7 8 7", "M6 9.5V20h12V9.5", "M10 20v-5h4v5");
export const StudentsIcon = icon(
  "M12 4L2.5 8.5 12 13l9.5-4.5z",
  "M6.5 10.5V16c1.5 1.6 3.3 2.4 5.5 2.4s4-.8 5.5-2.4v-5.5",
  "M21.5 8.5V14",
);
export const ClassesIcon = icon(
  "M4 5h6.5c.8 0 1.5.7 1.5 1.5V20c0-.8-.7-1.5-1.5-1.5H4z",
  "M20 5h-6.5c-.8 0-1.5.7-1.5 1.5V20c0-.8.7-1.5 1.5-1.5H20z",
);
export const PeopleIcon = icon(
  "M9 11.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z",
  "M2.5 20c.3-3.6 2.8-5.5 6.5-5.5s6.2 1.9 6.5 5.5",
  "M15.5 4.9a3.5 3.5 0 010 6.2",
  "M18 15c2.1.8 3.3 2.5 3.5 5",
);
export const PersonIcon = icon(
  "M12 12a4 4 0 100-8 4 4 0 000 8z",
  "M4.5 20.5c.4-4 3.2-6 7.5-6s7.1 2 7.5 6",
);
export const CalendarIcon = icon(
  "M4 6h16v14H4z",
  "M4 10.5h16",
  "M8 3.5V7",
  "M16 3.5V7",
);
export const HolidayIcon = icon(
  "M12 16.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9z",
  "M12 2.5v2",
  "M12 19.5v2",
  "M2.5 12h2",
  "M19.5 12h2",
  "M5.3 5.3l1.4 1.4",
  "M17.3 17.3l1.4 1.4",
  "M5.3 18.7l1.4-1.4",
  "M17.3 6.7l1.4-1.4",
);
export const SettingsIcon = icon(
  "M4 7h9",
  "M18 7h2",
  "M15.5 9.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  "M4 17h2",
  "M11 17h9",
  "M8.5 19.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
);
export const AuditIcon = icon(
  "M12 3.5l7.5 2.7V11c0 4.6-2.8 7.9-7.5 9.5C7.3 18.9 4.5 15.6 4.5 11V6.2z",
  "M8.5 12l2.5 2.5 4.5-5",
);
export const BellIcon = icon(
  "M6 10a6 6 0 0112 0c0 5 2 6.5 2 6.5H4S6 15 6 10z",
  "M10 20a2.2 2.2 0 004 0",
);
export const PlusIcon = icon("M12 5v14", "M5 12h14");
export const CloseIcon = icon("M6 6l12 12", "M18 6L6 18");
export const CheckIcon = icon("M5 12.5l4.5 4.5L19 7");
export const SearchIcon = icon("M11 18a7 7 0 100-14 7 7 0 000 14z", "M16.2 16.2L20.5 20.5");
export const MoreIcon = icon(
  "M5 11.3a.7.7 0 100 1.4.7.7 0 000-1.4z",
  "M12 11.3a.7.7 0 100 1.4.7.7 0 000-1.4z",
  "M19 11.3a.7.7 0 100 1.4.7.7 0 000-1.4z",
);
export const NextIcon = icon("M9.5 5.5L16 12l-6.5 6.5");
export const BackIcon = icon("M14.5 5.5L8 12l6.5 6.5");
export const UpIcon = icon("M12 19V5", "M6 11l6-6 6 6");
export const DownIcon = icon("M12 5v14", "M6 13l6 6 6-6");
export const ChevronDownIcon = icon("M6 9.5l6 6 6-6");
export const EditIcon = icon("M4 20l1-4L16.5 4.5l3 3L8 19z", "M14 7l3 3");
export const TrashIcon = icon(
  "M4.5 7h15",
  "M9 7V4.5h6V7",
  "M6.5 7l1 13h9l1-13",
  "M10 11v5.5",
  "M14 11v5.5",
);
export const ArchiveIcon = icon("M3.5 5h17v4h-17z", "M5 9v10.5h14V9", "M10 13h4");
export const AlertIcon = icon(
  "M12 4L2.5 20h19z",
  "M12 10v4.5",
  "M12 17.3h.01",
);
export const InfoIcon = icon(
  "M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17z",
  "M12 11.5V16",
  "M12 8.2h.01",
);
export const SignOutIcon = icon("M10 4H5v16h5", "M14.5 8l4 4-4 4", "M18.5 12H9.5");
export const SendIcon = icon("M20.5 3.5L3.5 10l6.5 3.5 3.5 6.5z", "M10 13.5l4-4");
export const MarksIcon = icon(
  "M5 3.5h14v17H5z",
  "M8.5 8.5h7",
  "M8.5 12.5h7",
  "M8.5 16.5h4",
);
export const RegisterIcon = icon(
  "M4 6.5l1.5 1.5L8 5.5",
  "M4 13l1.5 1.5L8 12",
  "M4 19.5L5.5 21 8 18.5",
  "M11.5 7H20",
  "M11.5 13.5H20",
  "M11.5 20H20",
);
export const DownloadIcon = icon("M12 4v11", "M7 10.5l5 5 5-5", "M4.5 20h15");
export const LinkIcon = icon(
  "M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.3l-1 1",
  "M14 10a4 4 0 00-5.7 0l-3 3A4 4 0 0011 18.7l1-1",
);
export const CopyIcon = icon("M8.5 8.5H20V20H8.5z", "M15.5 8.5V4H4v11.5h4.5");
export const EyeIcon = icon(
  "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z",
  "M12 14.8a2.8 2.8 0 100-5.6 2.8 2.8 0 000 5.6z",
);
export const StarIcon = icon(
  "M12 4l2.4 5.2 5.6.6-4.2 3.8 1.2 5.6L12 16.3l-5 2.9 1.2-5.6L4 9.8l5.6-.6z",
);
export const CameraIcon = icon(
  "M3.5 8h4l1.5-2.5h6L16.5 8h4v11.5h-17z",
  "M12 16.7a3.4 3.4 0 100-6.8 3.4 3.4 0 000 6.8z",
);
export const ClipIcon = icon(
  "M19.5 11l-7.8 7.8a4.6 4.6 0 01-6.5-6.5l8-8a3.1 3.1 0 014.4 4.4l-7.9 7.9a1.5 1.5 0 01-2.2-2.2l7-7",
);
export const PictureIcon = icon(
  "M4 5h16v14H4z",
  "M4.5 17l4.5-5 3.5 4 2.5-2.5 4.5 4.5",
  "M15.5 10.2a1.2 1.2 0 100-2.4 1.2 1.2 0 000 2.4z",
);
