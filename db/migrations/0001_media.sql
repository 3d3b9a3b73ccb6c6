CREATE TABLE `activity_files` (
	`file_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`activity_id` integer NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`file_key` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`activity_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activity_files_activity` ON `activity_files` (`activity_id`,`file_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `activity_files_file` ON `activity_files` (`file_key`);--> statement-breakpoint
ALTER TABLE `students` DROP COLUMN `photo`;--> statement-breakpoint
ALTER TABLE `students` ADD `photo_key` text;--> statement-breakpoint
ALTER TABLE `students` ADD `photo_type` text;--> statement-breakpoint
ALTER TABLE `students` ADD `photo_sha256` text;--> statement-breakpoint
ALTER TABLE `students` ADD `photo` text GENERATED ALWAYS AS (iif(photo_key is null, null, '/api/students/' || student_id || '/photo')) VIRTUAL;--> statement-breakpoint
CREATE UNIQUE INDEX `students_photo` ON `students` (`photo_key`) WHERE "students"."photo_key" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `reports_file` ON `reports` (`file_key`);