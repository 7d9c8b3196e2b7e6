/* Wiring only: arguments → a sub-command of cli, or the screen. */
#include "base/language.h"
#include "base/process.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "screens/run.h"
#include "ui/relay.h"

/* An error of the program behind the relay goes through it, when it goes to the terminal at all. */
static int open_screens(struct arguments *arguments) {
    struct problem problem = {0};
    int code = -1;
    if (relay_enter(arguments->terminal, &arguments->sync_fd, &code, &problem) != STATUS_OK)
        return cli_say_problem(arguments, &problem);
    if (code >= 0)
        return code;
    struct screens_options options = {
        .start = {.path = arguments->database,
                  .open_code = arguments->open_code,
                  .account = arguments->user,
                  .now = arguments->now,
                  .is_hall = arguments_are_hall(arguments),
                  .is_demo = arguments->is_demo},
        .sync_fd = arguments->sync_fd,
        .ambiguous = arguments->ambiguous,
        .encoding = arguments->terminal,
        .tries_keys = arguments_are_keytest(arguments),
    };
    if (screens_run(&options, &problem) == STATUS_OK && problem.message == NULL)
        return EXIT_DONE;
    arguments->terminal = ENCODING_UTF_8;
    return cli_say_problem(arguments, &problem);
}

int main(int argc, char **argv) {
    struct arguments arguments;
    struct problem problem = {0};
    char folder[ARGUMENT_PATH_BYTES];
    process_harden();
    language_set(NULL, locale_folder(folder));
    if (arguments_parse(argc, argv, &arguments, &problem) != STATUS_OK)
        return cli_refuse_arguments(&arguments, &problem);
    process_close_files(arguments.sync_fd);
    if (arguments.language)
        language_set(arguments.language, locale_folder(folder));
    int code = arguments_are_for_cli(&arguments) ? cli_run(&arguments) : open_screens(&arguments);
    arguments_release(&arguments);
    return code;
}
