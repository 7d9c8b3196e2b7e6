/* Samples, their middle and their tail, and the table `make bench` prints. */
#ifndef ZWGK_BENCH_FIGURES_H
#define ZWGK_BENCH_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

enum { SAMPLES_MOST = 4096 };

struct samples {
    double values[SAMPLES_MOST];
    size_t count;
};

double milliseconds_now(void); /* only goes forward */
void samples_add(struct samples *samples, double value);
double samples_middle(struct samples *samples); /* p50; 0 when empty */
double samples_tail(struct samples *samples);   /* p95 */

void figures_heading(void);
/* Another heading: what the two columns of figures are. */
void figures_columns(const char *title, const char *base, const char *measured);
/* A line "figure, floor, zwgk, ratio, budget, ok": zwgk's middle may be at most `times` the floor's.
 * False when it is over. */
bool figures_ratio(const char *name, struct samples *floor, struct samples *zwgk, double times);
/* The same with a fixed most; floor may be NULL. */
bool figures_most(const char *name, struct samples *floor, struct samples *zwgk, double most);
/* The table of what a serial line of 9600 baud carries: bytes, and the seconds it takes for them. */
void figures_line_heading(void);
void figures_line(const char *name, struct samples *bytes);

#endif
