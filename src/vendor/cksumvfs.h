/* SQLite's checksum VFS shim, of others' making: ext/misc/cksumvfs.c of SQLite 3.40.1 (check-in df5c253c0b3dd249), as Debian 12's
 * source package sqlite3 3.40.1-2+deb12u2 has it, but for the lines marked zwgk: the sum begins with the page's number, so that a page in
 * another's place and a page of zeros are wrong too (other programs with cksumvfs take these files for damaged); a page in a WAL has
 * none. In the public domain; its head says how it works. Built with -DSQLITE_CKSUMVFS_STATIC into src/store, which alone includes
 * this. Not held to the house's sizes, warnings and formatting.
 *
 * In a database with exactly 8 reserved bytes a page (byte 20 of the file) it writes a sum over each page into these when the page is
 * written, and gives SQLITE_IOERR_DATA when a page is read whose sum is wrong. Other databases pass as they are. The flag is
 * taken from the first page as it is read or written: no other page may be written before it when the reserved bytes change
 * (VACUUM with PRAGMA cache_spill=OFF). */
#ifndef ZWGK_VENDOR_CKSUMVFS_H
#define ZWGK_VENDOR_CKSUMVFS_H

/* Makes "cksmvfs", above the VFS that is the default now, the default of this process; once, then nothing. The argument says nothing.
 * SQLITE_OK, or why not. */
int sqlite3_register_cksumvfs(const char *unused);
int sqlite3_unregister_cksumvfs(void);

#endif
