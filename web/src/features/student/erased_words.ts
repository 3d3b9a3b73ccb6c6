const WORDS: Record<string, string> = {
  students: "Record",
  grades: "Marks",
  scores: "Scores",
  attendance: "Attendance marks",
  activities: "Activities",
  activity_files: "Files of activities",
  reports: "Reports",
  files: "Files",
  notifications: "Notices",
  enrollments: "Places in classes",
  guardians: "Links to parents",
  sessions: "Sign-ins",
  invitations: "Invitations",
  audit_log: "Audit entries without the name",
};

/** What an erasure took away, in words; a part that had nothing is left out. */
export function erasedWords(erased: Record<string, number>): { label: string; count: number }[] {
  const named = Object.keys(WORDS);
  const order = (part: string) => named.indexOf(part) === -1 ? named.length : named.indexOf(part);
  return Object.entries(erased)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => order(a) - order(b))
    .map(([part, count]) => ({ label: WORDS[part] ?? part.replaceAll("_", " "), count }));
}
