/* Passwords, and consent to what is not undone, from the terminal only: never from an option, a file or a pipe. */
#ifndef ZWGK_CLI_PASSWORD_H
#define ZWGK_CLI_PASSWORD_H

#include "base/status.h"

enum { PASSWORD_BYTES = 640 };

/* Asks on /dev/tty without echo. DENIED when there is no terminal or Ctrl-C was typed. The caller wipes
 * `out` with password_wipe. */
MUST_USE enum status password_ask(const char *prompt, char out[PASSWORD_BYTES],
                                  struct problem *problem);
/* Asks there with echo: whether just that word was typed. False without a terminal. */
bool password_ask_word(const char *prompt, const char *word);
void password_wipe(char out[PASSWORD_BYTES]);

#endif
