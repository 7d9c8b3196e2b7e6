/* What the program does to its own process before anything else, so that what it holds stays inside. */
#ifndef ZWGK_BASE_PROCESS_H
#define ZWGK_BASE_PROCESS_H

/* First in main: standard input, output and error are open (else a later file would stand in their place and messages be written
 * into it); no core file and no other process of the account may look into this one (not under a sanitizer, whose leak check
 * does just that); nothing made from now on is for others than owner and group; run with another account's rights, it does not
 * hear what the environment says of files. */
void process_harden(void);
/* Closes what was left open for it by whoever started it, but for `keep` (-1: nothing). */
void process_close_files(int keep);

#endif
