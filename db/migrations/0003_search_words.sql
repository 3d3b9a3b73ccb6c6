CREATE TABLE `search_words` (
	`list` text NOT NULL,
	`word` text NOT NULL,
	`sort_name` text NOT NULL,
	`id` integer NOT NULL,
	PRIMARY KEY(`list`, `word`, `sort_name`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `search_words_of` ON `search_words` (`list`,`id`,`word`);--> statement-breakpoint
DROP INDEX `notifications_unread`;--> statement-breakpoint
CREATE INDEX `notifications_status` ON `notifications` (`user_id`,`status`,`notification_id`);--> statement-breakpoint
DROP INDEX `classes_sort_name`;--> statement-breakpoint
ALTER TABLE `classes` ADD `student_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `classes_archived_sort_name` ON `classes` (`sort_name`,`class_id`) WHERE "classes"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX `classes_sort_name` ON `classes` (`sort_name`,`class_id`) WHERE "classes"."archived_at" is null;--> statement-breakpoint
DROP INDEX `students_sort_name`;--> statement-breakpoint
DROP INDEX `students_number_order`;--> statement-breakpoint
DROP INDEX `students_grade_level`;--> statement-breakpoint
CREATE INDEX `students_left_sort_name` ON `students` (`sort_name`,`student_id`) WHERE "students"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX `students_left_number_order` ON `students` (case when "student_number" is null then '' else "student_number" end,`student_id`) WHERE "students"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX `students_left_grade_level` ON `students` (`grade_level`,`sort_name`,`student_id`) WHERE "students"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX `students_sort_name` ON `students` (`sort_name`,`student_id`) WHERE "students"."archived_at" is null;--> statement-breakpoint
CREATE INDEX `students_number_order` ON `students` (case when "student_number" is null then '' else "student_number" end,`student_id`) WHERE "students"."archived_at" is null;--> statement-breakpoint
CREATE INDEX `students_grade_level` ON `students` (`grade_level`,`sort_name`,`student_id`) WHERE "students"."archived_at" is null;--> statement-breakpoint
CREATE INDEX `users_status` ON `users` (`status`,`sort_name`,`user_id`);--> statement-breakpoint
CREATE INDEX `users_role_status` ON `users` (`role`,`status`,`sort_name`,`user_id`);--> statement-breakpoint
-- Each name whole and in its pieces, but for a word that begins a longer one of the same row.
CREATE VIEW `user_words` AS
SELECT DISTINCT texts.list, word.value AS word, texts.sort_name, texts.id
FROM (
	SELECT 'users' AS list, user_id AS id, sort_name,
		'[' || replace(json_quote(
			sort_name || ' ' || ifnull(email, '') || ' ' ||
			replace(replace(replace(replace(replace(replace(replace(replace(replace(sort_name || ' ' || ifnull(substr(email, 1, instr(email, '@') - 1), ''), '-', ' '), '.', ' '), '/', ' '), ',', ' '), '(', ' '), ')', ' '), '_', ' '), '"', ' '), '''', ' ')
		), ' ', '","') || ']' AS words
	FROM `users`
) AS texts, json_each(texts.words) AS word
WHERE word.value <> '' AND NOT EXISTS (
	SELECT 1 FROM json_each(texts.words) AS longer
	WHERE longer.value <> word.value AND substr(longer.value, 1, length(word.value)) = word.value
);
--> statement-breakpoint
INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `user_words`;
--> statement-breakpoint
CREATE TRIGGER `users_words_insert` AFTER INSERT ON `users` BEGIN
	INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `user_words` WHERE id = new.user_id;
END;
--> statement-breakpoint
CREATE TRIGGER `users_words_update` AFTER UPDATE OF sort_name, email ON `users`
WHEN old.sort_name IS NOT new.sort_name OR old.email IS NOT new.email BEGIN
	DELETE FROM `search_words` WHERE list IN ('users') AND id = old.user_id;
	INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `user_words` WHERE id = new.user_id;
END;
--> statement-breakpoint
CREATE TRIGGER `users_words_delete` AFTER DELETE ON `users` BEGIN
	DELETE FROM `search_words` WHERE list IN ('users') AND id = old.user_id;
END;
--> statement-breakpoint
CREATE VIEW `student_words` AS
SELECT DISTINCT texts.list, word.value AS word, texts.sort_name, texts.id
FROM (
	SELECT iif(archived_at IS NULL, 'students', 'archived students') AS list, student_id AS id, sort_name,
		'[' || replace(json_quote(
			sort_name || ' ' || ifnull(lower(student_number), '') || ' ' ||
			replace(replace(replace(replace(replace(replace(replace(replace(replace(sort_name || ' ' || ifnull(lower(student_number), ''), '-', ' '), '.', ' '), '/', ' '), ',', ' '), '(', ' '), ')', ' '), '_', ' '), '"', ' '), '''', ' ')
		), ' ', '","') || ']' AS words
	FROM `students`
) AS texts, json_each(texts.words) AS word
WHERE word.value <> '' AND NOT EXISTS (
	SELECT 1 FROM json_each(texts.words) AS longer
	WHERE longer.value <> word.value AND substr(longer.value, 1, length(word.value)) = word.value
);
--> statement-breakpoint
INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `student_words`;
--> statement-breakpoint
CREATE TRIGGER `students_words_insert` AFTER INSERT ON `students` BEGIN
	INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `student_words` WHERE id = new.student_id;
END;
--> statement-breakpoint
CREATE TRIGGER `students_words_update` AFTER UPDATE OF sort_name, student_number, archived_at ON `students`
WHEN old.sort_name IS NOT new.sort_name OR old.student_number IS NOT new.student_number OR old.archived_at IS NOT new.archived_at BEGIN
	DELETE FROM `search_words` WHERE list IN ('students', 'archived students') AND id = old.student_id;
	INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `student_words` WHERE id = new.student_id;
END;
--> statement-breakpoint
CREATE TRIGGER `students_words_delete` AFTER DELETE ON `students` BEGIN
	DELETE FROM `search_words` WHERE list IN ('students', 'archived students') AND id = old.student_id;
END;
--> statement-breakpoint
CREATE VIEW `class_words` AS
SELECT DISTINCT texts.list, word.value AS word, texts.sort_name, texts.id
FROM (
	SELECT iif(archived_at IS NULL, 'classes', 'archived classes') AS list, class_id AS id, sort_name,
		'[' || replace(json_quote(
			sort_name || ' ' ||
			replace(replace(replace(replace(replace(replace(replace(replace(replace(sort_name, '-', ' '), '.', ' '), '/', ' '), ',', ' '), '(', ' '), ')', ' '), '_', ' '), '"', ' '), '''', ' ')
		), ' ', '","') || ']' AS words
	FROM `classes`
) AS texts, json_each(texts.words) AS word
WHERE word.value <> '' AND NOT EXISTS (
	SELECT 1 FROM json_each(texts.words) AS longer
	WHERE longer.value <> word.value AND substr(longer.value, 1, length(word.value)) = word.value
);
--> statement-breakpoint
INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `class_words`;
--> statement-breakpoint
CREATE TRIGGER `classes_words_insert` AFTER INSERT ON `classes` BEGIN
	INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `class_words` WHERE id = new.class_id;
END;
--> statement-breakpoint
CREATE TRIGGER `classes_words_update` AFTER UPDATE OF sort_name, archived_at ON `classes`
WHEN old.sort_name IS NOT new.sort_name OR old.archived_at IS NOT new.archived_at BEGIN
	DELETE FROM `search_words` WHERE list IN ('classes', 'archived classes') AND id = old.class_id;
	INSERT INTO `search_words` SELECT list, word, sort_name, id FROM `class_words` WHERE id = new.class_id;
END;
--> statement-breakpoint
CREATE TRIGGER `classes_words_delete` AFTER DELETE ON `classes` BEGIN
	DELETE FROM `search_words` WHERE list IN ('classes', 'archived classes') AND id = old.class_id;
END;
--> statement-breakpoint
UPDATE `classes` SET student_count = (
	SELECT count(*) FROM `enrollments` AS e JOIN `students` AS s ON s.student_id = e.student_id
	WHERE e.class_id = `classes`.class_id AND e.ended_on IS NULL AND s.archived_at IS NULL
);
--> statement-breakpoint
CREATE TRIGGER `enrollments_count_insert` AFTER INSERT ON `enrollments` BEGIN
	UPDATE `classes` SET student_count = student_count + 1 WHERE class_id = new.class_id AND new.ended_on IS NULL
		AND EXISTS (SELECT 1 FROM `students` WHERE student_id = new.student_id AND archived_at IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `enrollments_count_update` AFTER UPDATE OF ended_on ON `enrollments`
WHEN (old.ended_on IS NULL) <> (new.ended_on IS NULL) BEGIN
	UPDATE `classes` SET student_count = student_count - 1 WHERE class_id = old.class_id AND old.ended_on IS NULL
		AND EXISTS (SELECT 1 FROM `students` WHERE student_id = old.student_id AND archived_at IS NULL);
	UPDATE `classes` SET student_count = student_count + 1 WHERE class_id = new.class_id AND new.ended_on IS NULL
		AND EXISTS (SELECT 1 FROM `students` WHERE student_id = new.student_id AND archived_at IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `enrollments_count_delete` AFTER DELETE ON `enrollments` BEGIN
	UPDATE `classes` SET student_count = student_count - 1 WHERE class_id = old.class_id AND old.ended_on IS NULL
		AND EXISTS (SELECT 1 FROM `students` WHERE student_id = old.student_id AND archived_at IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `students_count_update` AFTER UPDATE OF archived_at ON `students`
WHEN (old.archived_at IS NULL) <> (new.archived_at IS NULL) BEGIN
	UPDATE `classes` SET student_count = student_count + iif(new.archived_at IS NULL, 1, -1)
	WHERE class_id IN (SELECT class_id FROM `enrollments` WHERE student_id = new.student_id AND ended_on IS NULL);
END;
