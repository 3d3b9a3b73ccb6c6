CREATE TABLE `categories` (
	`category_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`class_id` integer NOT NULL,
	`term_id` integer NOT NULL,
	`name` text NOT NULL,
	`weight` real NOT NULL,
	`drop_lowest` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`class_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`term_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "categories_weight_not_negative" CHECK("categories"."weight" >= 0),
	CONSTRAINT "categories_drop_lowest_not_negative" CHECK("categories"."drop_lowest" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `categories_class` ON `categories` (`class_id`,`term_id`,`name`);--> statement-breakpoint
CREATE INDEX `categories_term` ON `categories` (`term_id`);--> statement-breakpoint
CREATE TABLE `holidays` (
	`holiday_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `holidays_start` ON `holidays` (`starts_on`,`holiday_id`);--> statement-breakpoint
ALTER TABLE `assessments` ADD `category_id` integer REFERENCES categories(category_id);--> statement-breakpoint
ALTER TABLE `assessments` ADD `extra_credit` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `assessments_category` ON `assessments` (`category_id`);--> statement-breakpoint
CREATE INDEX `assessments_term` ON `assessments` (`term_id`);--> statement-breakpoint
ALTER TABLE `assessments` DROP COLUMN `category`;--> statement-breakpoint
ALTER TABLE `classes` ADD `meets_on` text;--> statement-breakpoint
ALTER TABLE `grades` ADD `percent` real;--> statement-breakpoint
ALTER TABLE `grades` ADD `entered_by` integer REFERENCES users(user_id);--> statement-breakpoint
ALTER TABLE `notifications` ADD `day` text;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_absence` ON `notifications` (`student_id`,`day`,`user_id`) WHERE "notifications"."day" is not null;--> statement-breakpoint
ALTER TABLE `scores` ADD `label` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `school_days` text DEFAULT '[1,2,3,4,5]' NOT NULL;--> statement-breakpoint
ALTER TABLE `settings` ADD `absence_notices` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `settings` ADD `missing_is_zero` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `terms` ADD `closed_at` text;--> statement-breakpoint
CREATE INDEX `audit_log_entity` ON `audit_log` (`entity`,`entity_id`,`audit_id`);