CREATE TABLE `activities` (
	`activity_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`student_id` integer NOT NULL,
	`activity_name` text NOT NULL,
	`participation_date` text NOT NULL,
	`role` text,
	`achievement` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activities_student` ON `activities` (`student_id`,`participation_date`,`activity_id`);--> statement-breakpoint
CREATE TABLE `assessments` (
	`assessment_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`class_id` integer NOT NULL,
	`term_id` integer NOT NULL,
	`title` text NOT NULL,
	`category` text,
	`date` text NOT NULL,
	`maximum` real NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`class_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`term_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessments_maximum_positive" CHECK("assessments"."maximum" > 0)
);
--> statement-breakpoint
CREATE INDEX `assessments_class` ON `assessments` (`class_id`,`term_id`,`date`,`assessment_id`);--> statement-breakpoint
CREATE TABLE `attendance` (
	`attendance_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`student_id` integer NOT NULL,
	`date` text NOT NULL,
	`status` text NOT NULL,
	`minutes_late` integer,
	`reason` text,
	`class_id` integer,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`class_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attendance_status_known" CHECK("attendance"."status" in ('Present', 'Absent', 'Excused')),
	CONSTRAINT "attendance_late_is_present" CHECK("attendance"."minutes_late" is null or ("attendance"."minutes_late" > 0 and "attendance"."status" = 'Present'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_day` ON `attendance` (`student_id`,`date`) WHERE "attendance"."class_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_lesson` ON `attendance` (`student_id`,`date`,`class_id`) WHERE "attendance"."class_id" is not null;--> statement-breakpoint
CREATE INDEX `attendance_student` ON `attendance` (`student_id`,`date`,`attendance_id`);--> statement-breakpoint
CREATE INDEX `attendance_class` ON `attendance` (`class_id`,`date`,`student_id`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`audit_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor_user_id` integer,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` integer,
	`student_id` integer,
	`changes` text,
	`request_id` text
);
--> statement-breakpoint
CREATE INDEX `audit_log_student` ON `audit_log` (`student_id`,`audit_id`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_user_id`,`audit_id`);--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`,`audit_id`);--> statement-breakpoint
CREATE TABLE `class_teachers` (
	`class_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`class_id`, `user_id`),
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`class_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `class_teachers_user` ON `class_teachers` (`user_id`,`class_id`);--> statement-breakpoint
CREATE TABLE `classes` (
	`class_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`subject` text,
	`grade_level` text,
	`credits` real NOT NULL,
	`level` text NOT NULL,
	`archived_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `classes_sort_name` ON `classes` (`sort_name`,`class_id`);--> statement-breakpoint
CREATE TABLE `enrollments` (
	`enrollment_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`class_id` integer NOT NULL,
	`student_id` integer NOT NULL,
	`started_on` text NOT NULL,
	`ended_on` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`class_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrollments_class` ON `enrollments` (`class_id`,`student_id`);--> statement-breakpoint
CREATE INDEX `enrollments_student` ON `enrollments` (`student_id`,`class_id`);--> statement-breakpoint
CREATE TABLE `external_ids` (
	`source` text NOT NULL,
	`entity` text NOT NULL,
	`external_id` text NOT NULL,
	`entity_id` integer NOT NULL,
	PRIMARY KEY(`source`, `entity`, `external_id`)
);
--> statement-breakpoint
CREATE INDEX `external_ids_entity` ON `external_ids` (`entity`,`entity_id`);--> statement-breakpoint
CREATE TABLE `grades` (
	`grade_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`student_id` integer NOT NULL,
	`subject` text NOT NULL,
	`grade` text NOT NULL,
	`points` real,
	`credits` real,
	`level` text NOT NULL,
	`term_id` integer,
	`class_id` integer,
	`comment` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`term_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`class_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "grades_level_known" CHECK("grades"."level" in ('Regular', 'Honors', 'AP'))
);
--> statement-breakpoint
CREATE INDEX `grades_student` ON `grades` (`student_id`,`grade_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `grades_column` ON `grades` (`class_id`,`term_id`,`subject`,`student_id`) WHERE "grades"."class_id" is not null and "grades"."term_id" is not null;--> statement-breakpoint
CREATE INDEX `grades_term` ON `grades` (`term_id`);--> statement-breakpoint
CREATE TABLE `grading_scales` (
	`scale_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`minimum` real NOT NULL,
	`maximum` real NOT NULL,
	`pass_mark` real NOT NULL,
	`honors_bonus` real NOT NULL,
	`ap_bonus` real NOT NULL,
	`entries` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "grading_scales_kind_known" CHECK("grading_scales"."kind" in ('letter', 'numeric'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grading_scales_name` ON `grading_scales` (`name`);--> statement-breakpoint
CREATE TABLE `guardians` (
	`user_id` integer NOT NULL,
	`student_id` integer NOT NULL,
	`relationship` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`user_id`, `student_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `guardians_student` ON `guardians` (`student_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`scope` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`response` text NOT NULL,
	`student_id` integer,
	`created_at` text NOT NULL,
	PRIMARY KEY(`scope`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `imports` (
	`import_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`summary` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imports_user` ON `imports` (`user_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`invitation_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitations_user` ON `invitations` (`user_id`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`notification_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`student_id` integer,
	`message` text NOT NULL,
	`status` text NOT NULL,
	`kind` text NOT NULL,
	`link` text,
	`sent_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notifications_status_known" CHECK("notifications"."status" in ('read', 'unread'))
);
--> statement-breakpoint
CREATE INDEX `notifications_user` ON `notifications` (`user_id`,`notification_id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`user_id`) WHERE "notifications"."status" = 'unread';--> statement-breakpoint
CREATE INDEX `notifications_student` ON `notifications` (`student_id`);--> statement-breakpoint
CREATE TABLE `refresh_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`created_at` text NOT NULL,
	`replaced_at` text,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`session_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `refresh_tokens_session` ON `refresh_tokens` (`session_id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`report_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`student_id` integer NOT NULL,
	`type` text NOT NULL,
	`generated_at` text NOT NULL,
	`file_key` text,
	`report_url` text GENERATED ALWAYS AS (iif(status = 'ready', '/api/reports/' || report_id || '/file', null)) VIRTUAL,
	`term_id` integer,
	`status` text NOT NULL,
	`sha256` text,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`term_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reports_type_known" CHECK("reports"."type" in ('Progress', 'Achievement')),
	CONSTRAINT "reports_status_known" CHECK("reports"."status" in ('pending', 'ready', 'failed'))
);
--> statement-breakpoint
CREATE INDEX `reports_student` ON `reports` (`student_id`,`report_id`);--> statement-breakpoint
CREATE INDEX `reports_term` ON `reports` (`term_id`);--> statement-breakpoint
CREATE TABLE `scores` (
	`assessment_id` integer NOT NULL,
	`student_id` integer NOT NULL,
	`state` text NOT NULL,
	`score` real,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`assessment_id`, `student_id`),
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`assessment_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`student_id`) REFERENCES `students`(`student_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "scores_state_known" CHECK("scores"."state" in ('scored', 'missing', 'exempt', 'late'))
);
--> statement-breakpoint
CREATE INDEX `scores_student` ON `scores` (`student_id`,`assessment_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`session_id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `settings` (
	`settings_id` integer PRIMARY KEY NOT NULL,
	`school_name` text NOT NULL,
	`timezone` text NOT NULL,
	`teacher_scope` text NOT NULL,
	`scale_id` integer NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`scale_id`) REFERENCES `grading_scales`(`scale_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settings_one_row" CHECK("settings"."settings_id" = 1),
	CONSTRAINT "settings_teacher_scope_known" CHECK("settings"."teacher_scope" in ('all', 'classes'))
);
--> statement-breakpoint
CREATE TABLE `students` (
	`student_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`sort_name` text NOT NULL,
	`date_of_birth` text,
	`gender` text,
	`address` text,
	`contact_number` text,
	`guardian_name` text,
	`guardian_contact` text,
	`student_number` text,
	`grade_level` text,
	`photo` text,
	`archived_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `students_user` ON `students` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `students_number` ON `students` (`student_number`);--> statement-breakpoint
CREATE INDEX `students_sort_name` ON `students` (`sort_name`,`student_id`);--> statement-breakpoint
CREATE INDEX `students_number_order` ON `students` (case when "student_number" is null then '' else "student_number" end,`student_id`);--> statement-breakpoint
CREATE INDEX `students_grade_level` ON `students` (`grade_level`,`sort_name`,`student_id`);--> statement-breakpoint
CREATE TABLE `terms` (
	`term_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `terms_name` ON `terms` (`name`);--> statement-breakpoint
CREATE INDEX `terms_start` ON `terms` (`starts_on`,`term_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`user_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`email` text,
	`password` text,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "users_role_known" CHECK("users"."role" in ('Admin', 'Teacher', 'Student', 'Parent')),
	CONSTRAINT "users_status_known" CHECK("users"."status" in ('active', 'invited', 'disabled'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE INDEX `users_sort_name` ON `users` (`sort_name`,`user_id`);--> statement-breakpoint
CREATE INDEX `users_role` ON `users` (`role`,`sort_name`,`user_id`);