import { z } from "zod";
import { day, idText, line, list, moment, orNull, pageQuery, paragraph } from "../../schema.ts";
import { StudentId } from "../students/schema.ts";

export const ActivityId = z.strictObject({ ...StudentId.shape, activity_id: idText });

export const ActivityInput = z.strictObject({
  activity_name: line().meta({ example: "Science fair" }),
  participation_date: day,
  role: orNull(line(100)).meta({ example: "Team captain" }),
  achievement: orNull(paragraph(500)).meta({ example: "Second place" }),
}).meta({ id: "ActivityInput" });
export type ActivityInput = z.output<typeof ActivityInput>;

export const Activity = z.strictObject({
  activity_id: z.int(),
  student_id: z.int(),
  activity_name: z.string(),
  participation_date: z.string().meta({ format: "date" }),
  role: z.string().nullable(),
  achievement: z.string().nullable(),
  file_count: z.int(),
  created_at: moment,
}).meta({
  id: "Activity",
  example: {
    activity_id: 8,
    student_id: 14,
    activity_name: "Science fair",
    participation_date: "2026-10-02",
    role: "Team captain",
    achievement: "Second place",
    file_count: 1,
    created_at: "2026-10-14T09:00:00.000Z",
  },
});
export type Activity = z.infer<typeof Activity>;

export const Activities = list(Activity).meta({ id: "Activities" });

export const ActivitiesQuery = pageQuery({});
