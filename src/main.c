/* Wiring only: arguments → a sub-command of cli, or the screen. */
#include "base/language.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "screens/run.h"

int main(int argc, char **argv) {
    struct arguments arguments;
    struct problem problem = {0};
    char folder[ARGUMENT_PATH_BYTES];
    language_set(NULL, locale_folder(folder));
    if (arguments_parse(argc, argv, &arguments, &problem) != STATUS_OK)
        return cli_refuse_arguments(&problem);
    if (arguments.language)
        language_set(arguments.language, locale_folder(folder));
    if (arguments_are_for_cli(&arguments))
        return cli_run(&arguments);
    struct screens_options options = {
        .start = {.path = arguments.database,
                  .open_code = arguments.open_code,
                  .account = arguments.user,
                  .now = arguments.now,
                  .is_demo = arguments.is_demo},
        .sync_fd = arguments.sync_fd,
        .tries_keys = arguments_are_keytest(&arguments),
    };
    if (screens_run(&options, &problem) != STATUS_OK)
        return cli_say_problem(&problem);
    return EXIT_DONE;
}
