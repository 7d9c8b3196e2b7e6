/* The process after it was hardened, looked at in a child: core files, descriptors, umask, what stands open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#endif

enum { KEPT = 7 };

static bool is_open(int file) {
    return fcntl(file, F_GETFD) >= 0;
}

/* The number of what is wrong; 0 nothing. Leaves the child. */
static int look(void) {
    struct rlimit core;
    if (!is_open(0) || !is_open(1) || !is_open(2))
        return 1;
    if (is_open(5) || is_open(12) || is_open(200))
        return 2;
    if (!is_open(KEPT))
        return 3;
    if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 || core.rlim_max != 0)
        return 4;
    if (umask(0) != 0037)
        return 5;
#ifndef IS_SANITIZED
    if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
        return 6;
#endif
    return 0;
}

static void test_hardened(void **state) {
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int null = open("/dev/null", O_RDWR);
        umask(0030);
        dup2(null, 5);
        dup2(null, KEPT);
        dup2(null, 12);
        dup2(null, 200);
        close(0);
        close(2);
        process_harden();
        process_close_files(KEPT);
        _exit(look());
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_nothing_kept(void **state) {
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        dup2(1, 3);
        dup2(1, KEPT);
        process_close_files(-1);
        _exit(is_open(3) || is_open(KEPT) || !is_open(1));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hardened),
        cmocka_unit_test(test_nothing_kept),
    };
    return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
