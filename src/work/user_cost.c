/* Argon2id as costly as this machine bears. The only file that hashes passwords; never at program start. */
#include "work/user_cost.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    UNMEASURED_KIB = 64 * 1024,
    TRIES = 4,
    MEASURES_LEAST = 2,
    MEASURES_MOST = 5,
    MIB = 1024,
    MOST_OPS = 64
};

_Static_assert(COST_HASH_BYTES == crypto_pwhash_STRBYTES, "a hash has its place");

static int clamp(int64_t value, int least, int most) {
    return value < least ? least : value > most ? most : (int)value;
}

struct cost cost_of(struct office *office) {
    struct cost least = {COST_LEAST_OPS, COST_LEAST_KIB};
    if (strcmp(office->mode, "office") != 0) {
        return least;
    }
    int ops = office_setting_integer(office, "password_ops", COST_LEAST_OPS);
    int kib = office_setting_integer(office, "password_kib", UNMEASURED_KIB);
    return (struct cost){clamp(ops, COST_LEAST_OPS, MOST_OPS),
                         clamp(kib, COST_LEAST_KIB, COST_MOST_KIB)};
}

bool cost_is_due(struct office *office) {
    return strcmp(office->mode, "office") == 0 &&
           office_setting_integer(office, "password_kib", 0) == 0;
}

/* Time goes as passes times memory. Memory is raised first: it is what a guesser's machines lack. */
static struct cost towards(const struct cost *tried, int64_t ms, int most_kib) {
    int64_t aim = (COST_LEAST_MS + COST_MOST_MS) / 2;
    int64_t work = (int64_t)tried->ops * tried->kib * aim / (ms > 0 ? ms : 1);
    int kib = clamp(work / COST_LEAST_OPS / MIB * MIB, COST_LEAST_KIB, most_kib);
    return (struct cost){clamp(work / kib, COST_LEAST_OPS, MOST_OPS), kib};
}

struct cost cost_calibrate(int most_kib,
                           int64_t (*measure_ms)(void *context, const struct cost *cost),
                           void *context) {
    struct cost cost = {COST_LEAST_OPS, COST_LEAST_KIB};
    for (int i = 0; i < TRIES; i++) {
        int64_t ms = measure_ms(context, &cost);
        struct cost next = towards(&cost, ms, most_kib);
        bool fits = ms >= COST_LEAST_MS && ms <= COST_MOST_MS;
        if (fits || (next.ops == cost.ops && next.kib == cost.kib)) {
            break;
        }
        cost = next;
    }
    return cost;
}

/* By the processor's clock: what else runs doesn't count. */
static int64_t measure_once(const struct cost *cost) {
    char hash[COST_HASH_BYTES];
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    if (cost_hash(cost, "how long does it take", hash, NULL) != STATUS_OK) {
        return INT64_C(1000) * COST_MOST_MS; /* this much memory is not to be had */
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    return (int64_t)(to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000;
}

/* The least of a few, of what is quick more: who shares caches and memory makes the same work longer, never shorter, and what
 * is measured today stays the cost. */
static int64_t measure(void *context, const struct cost *cost) {
    int64_t least = measure_once(cost), spent = least;
    (void)context;
    for (int i = 1; i < MEASURES_LEAST || (i < MEASURES_MOST && spent < COST_LEAST_MS); i++) {
        int64_t ms = measure_once(cost);
        least = ms < least ? ms : least;
        spent += ms;
    }
    return least;
}

struct cost cost_measure(void) {
    int64_t pages = sysconf(_SC_PHYS_PAGES);
    int64_t page = sysconf(_SC_PAGESIZE);
    int64_t quarter = pages > 0 && page > 0 ? pages * (page / 1024) / 4 : COST_MOST_KIB;
    return cost_calibrate(clamp(quarter, COST_LEAST_KIB, COST_MOST_KIB), measure, NULL);
}

bool cost_is_weaker(const char *hash, const struct cost *cost) {
    int kib = 0;
    int ops = 0;
    const char *at = strstr(hash, "$m=");
    if (at == NULL || sscanf(at, "$m=%9d,t=%9d", &kib, &ops) != 2) {
        return true;
    }
    return kib < cost->kib || ops < cost->ops;
}

enum status cost_hash(const struct cost *cost, const char *password, char out[COST_HASH_BYTES],
                      struct problem *problem) {
    if (sodium_init() < 0 ||
        crypto_pwhash_str(out, password, strlen(password), (unsigned long long)cost->ops,
                          (size_t)cost->kib * 1024) != 0) {
        return problem_set(problem, STATUS_NO_MEMORY, "",
                           N_("内存不足，密码没有改；关掉别的程序再试"));
    }
    return STATUS_OK;
}

enum status cost_verify(const char *hash, const char *password, bool *fits,
                        struct problem *problem) {
    *fits = false;
    errno = 0;
    if (sodium_init() < 0) {
        return problem_set(problem, STATUS_IO, "", N_("加密库 libsodium 不能启动，请检查安装"));
    }
    *fits = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
    if (!*fits && errno == ENOMEM) {
        return problem_set(problem, STATUS_NO_MEMORY, "",
                           N_("内存不足，没有核对密码；关掉别的程序再试"));
    }
    return STATUS_OK;
}
