DROP INDEX `students_number_order`;--> statement-breakpoint
DROP INDEX `students_left_number_order`;--> statement-breakpoint
CREATE INDEX `students_number_order` ON `students` (case when "student_number" is null then char(1) || ("student_id" + 1000000000000) else "student_number" end,`student_id`) WHERE "students"."archived_at" is null;--> statement-breakpoint
CREATE INDEX `students_left_number_order` ON `students` (case when "student_number" is null then char(1) || ("student_id" + 1000000000000) else "student_number" end,`student_id`) WHERE "students"."archived_at" is not null;