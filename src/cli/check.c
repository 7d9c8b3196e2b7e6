/* zwgk check: what fell due, then the detectors 滞后 片面 假 over everything; says what is new. Decides nothing: a finding is
 * opened by the rules, and ends by people. */
#include "cli/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "work/detector.h"
#include "work/duty.h"
#include "work/personal.h"

enum { KINDS_MOST = 16 };

/* What was opened, as it is told. */
struct checking {
    struct cli *cli;
    struct {
        char kind[32];
        int count;
    } kinds[KINDS_MOST];
    size_t kind_count;
};

static const char *kind_label(struct cli *cli, const char *kind) {
    return language_text("finding_kind", office_code_label(&cli->office, "finding_kind", kind));
}

static void count_kind(struct checking *checking, const char *kind) {
    size_t at = 0;
    while (at < checking->kind_count && strcmp(checking->kinds[at].kind, kind) != 0)
        at++;
    if (at == KINDS_MOST)
        return;
    if (at == checking->kind_count) {
        checking->kind_count++;
        snprintf(checking->kinds[at].kind, sizeof checking->kinds[at].kind, "%s", kind);
    }
    checking->kinds[at].count++;
}

/* WT2026-00001  超期(滞后)  公开晚了：三季度村级财务收支 */
static void print_opened(void *context, const struct fields *finding) {
    struct checking *checking = context;
    struct buffer line = BUFFER_INIT;
    const char *kind = fields_text(finding, "kind");
    buffer_append_format(&line, "%s  %s  ", fields_text(finding, "number"),
                         kind_label(checking->cli, kind));
    personal_append_cell(&line, "", "finding", "title", fields_text(finding, "title"));
    buffer_append_char(&line, '\n');
    cli_write(checking->cli, &line);
    buffer_release(&line);
    count_kind(checking, kind);
}

static void print_summary(struct checking *checking, const struct detector_walk *walk) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s %" PRId64, _("检查"), walk->examined);
    buffer_append_format(&text, "%s%s %d", _("，"), _("新发现问题"), walk->opened);
    for (size_t i = 0; i < checking->kind_count; i++)
        buffer_append_format(&text, "%s%s %d", i == 0 ? _("：") : _("，"),
                             kind_label(checking->cli, checking->kinds[i].kind),
                             checking->kinds[i].count);
    buffer_append(&text, "\n");
    cli_write(checking->cli, &text);
    buffer_release(&text);
}

int check_run(struct cli *cli, int count, char **words) {
    struct checking checking = {.cli = cli};
    struct detector_walk walk = {.listener = {print_opened, &checking}};
    struct problem problem = {0};
    int64_t made = 0;
    if (count > 0)
        return cli_usage(cli, N_("check 不带别的词：“{word}”"), "word", words[0]);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    enum status status = duty_refresh(&cli->office, &made, &problem);
    if (status == STATUS_OK)
        status = detector_walk_all(&cli->office, &walk, &problem);
    if (status == STATUS_OK)
        status = detector_mark_ran(&cli->office, &problem);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, "");
    print_summary(&checking, &walk);
    return walk.opened > 0 ? EXIT_BAD_DATA : EXIT_DONE;
}
