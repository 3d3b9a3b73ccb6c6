ALTER TABLE `grades` ADD `class_result` integer DEFAULT false NOT NULL;--> statement-breakpoint
-- What is called as the class is now; then, of what an average made and the class was renamed since, the newest.
UPDATE `grades` SET `class_result` = 1 WHERE `term_id` IS NOT NULL AND `subject` = (
	SELECT coalesce(`classes`.`subject`, `classes`.`name`) FROM `classes` WHERE `classes`.`class_id` = `grades`.`class_id`
);--> statement-breakpoint
UPDATE `grades` SET `class_result` = 1 WHERE `grade_id` IN (
	SELECT max(iif(`percent` IS NULL, NULL, `grade_id`)) FROM `grades` WHERE `class_id` IS NOT NULL AND `term_id` IS NOT NULL
	GROUP BY `class_id`, `term_id`, `student_id` HAVING max(`class_result`) = 0
);--> statement-breakpoint
CREATE UNIQUE INDEX `grades_class_result` ON `grades` (`class_id`,`term_id`,`student_id`) WHERE "grades"."class_result";--> statement-breakpoint
CREATE INDEX `grades_entered_by` ON `grades` (`entered_by`) WHERE "grades"."entered_by" is not null;