/* zwgk scan: what of a text names a person, one hit a line. Needs no database; never prints what it
 * found, only what would be shown in its place. */
#include "cli/command.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "exchange/file_error.h"
#include "exchange/text_scan.h"

struct scan_output {
    struct cli *cli;
    int64_t count;
};

static void print_hit(void *context, const struct text_place *place, const struct mask_hit *found) {
    struct scan_output *output = context;
    struct buffer line = BUFFER_INIT;
    buffer_append_format(&line, "%" PRId64 ":%" PRId64 ":%s:%s\n", place->line, place->column,
                         mask_kind_name(found->kind), found->masked);
    cli_write(output->cli, &line);
    buffer_release(&line);
    output->count++;
}

static int scan_stream(struct cli *cli, FILE *stream, const char *path, enum encoding encoding) {
    struct scan_output output = {cli, 0};
    struct problem problem = {0};
    if (text_scan(stream, path, encoding, print_hit, &output, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    return output.count > 0 ? EXIT_BAD_DATA : EXIT_DONE;
}

int scan_run(struct cli *cli, int count, char **words) {
    const char *given = NULL;
    enum encoding encoding = ENCODING_AUTO;
    struct problem problem = {0};
    const struct option options[] = {{"--encoding", &given, NULL}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 1)
        return cli_usage(cli, N_("请写明要检查哪个文件，- 是标准输入"), NULL, NULL);
    if (given != NULL && !encoding_from_name(given, &encoding))
        return cli_usage(cli, N_("不认识编码“{encoding}”"), "encoding", given);
    if (strcmp(words[0], "-") == 0)
        return scan_stream(cli, stdin, "-", encoding);
    const char *path = cli_path(cli, words[0]);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        file_error(errno, path, &problem);
        return cli_fail(cli, &problem, "");
    }
    int code = scan_stream(cli, stream, path, encoding);
    fclose(stream);
    return code;
}
