/* Words for lights, days and the count of a due date, in the user's language: one wording for screens,
 * command line and paper. */
#ifndef ZWGK_REPORT_WORDS_H
#define ZWGK_REPORT_WORDS_H

#include "base/buffer.h"
#include "work/office.h"

/* For a list's cell, whose heading says working days: 逾期3 今日 剩2 暂停, of calendar days 逾12日 剩30日; nothing for a
 * closed record. */
void words_append_light(struct buffer *out, const struct light_state *light);
/* In full, for a record: 逾期 3 个工作日 · 今日到期 · 还剩 2 个工作日 · 暂停计时. */
void words_append_light_in_full(struct buffer *out, const struct light_state *light,
                                enum limit_unit unit);
/* 周五 */
void words_append_weekday(struct buffer *out, day_number day);
/* 工作日, 周末, 放假(春节), 上班(春节) */
void words_append_day_kind(struct buffer *out, enum day_kind kind, const char *name);
/* 周五 工作日: the echo beside a date. */
void words_append_date_echo(struct buffer *out, const struct calendar *calendar, day_number day);
/* One line of the count day by day: 2026-11-04 周三 工作日 第1日. */
void words_append_deadline_day(struct buffer *out, const struct deadline_day *day);
/* What the count says when a year's notice is missing. */
const char *words_calendar_is_assumed(void);

#endif
