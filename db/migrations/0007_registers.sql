CREATE TABLE `registers` (
	`class_id` integer NOT NULL,
	`date` text NOT NULL,
	`taken_at` text NOT NULL,
	PRIMARY KEY(`class_id`, `date`),
	FOREIGN KEY (`class_id`) REFERENCES `classes`(`class_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
-- Until now any mark given in a class took its register.
INSERT INTO `registers` SELECT class_id, date, max(updated_at) FROM `attendance` WHERE class_id IS NOT NULL GROUP BY class_id, date;
--> statement-breakpoint
CREATE TRIGGER `attendance_registers_delete` AFTER DELETE ON `attendance` WHEN old.class_id IS NOT NULL BEGIN
	DELETE FROM `registers` WHERE class_id = old.class_id AND date = old.date
		AND NOT EXISTS (SELECT 1 FROM `attendance` WHERE class_id = old.class_id AND date = old.date);
END;
--> statement-breakpoint
CREATE TRIGGER `attendance_registers_update` AFTER UPDATE OF class_id, date ON `attendance`
WHEN old.class_id IS NOT NULL AND (old.class_id IS NOT new.class_id OR old.date IS NOT new.date) BEGIN
	DELETE FROM `registers` WHERE class_id = old.class_id AND date = old.date
		AND NOT EXISTS (SELECT 1 FROM `attendance` WHERE class_id = old.class_id AND date = old.date);
END;
