/* Medians and the bench's table. Judges by the middle; the tail is shown, for it holds the machine's noise. */
#define _POSIX_C_SOURCE 200809L
#include "bench/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void samples_add(struct samples *samples, double value) {
    if (samples->count < SAMPLES_MOST)
        samples->values[samples->count++] = value;
}

static int compare(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static double at_percent(struct samples *samples, size_t percent) {
    if (samples->count == 0)
        return 0;
    qsort(samples->values, samples->count, sizeof samples->values[0], compare);
    return samples->values[(samples->count - 1) * percent / 100];
}

double samples_middle(struct samples *samples) {
    return at_percent(samples, 50);
}

double samples_tail(struct samples *samples) {
    return at_percent(samples, 95);
}

void figures_heading(void) {
    figures_columns("p50 / p95", "floor", "zwgk");
}

void figures_columns(const char *title, const char *base, const char *measured) {
    printf("%-34s %18s %18s %7s %10s\n", title, base, measured, "ratio", "budget");
}

static void print_pair(struct samples *samples) {
    char text[40] = "-";
    if (samples != NULL && samples->count > 0)
        snprintf(text, sizeof text, "%.2f / %.2f", samples_middle(samples), samples_tail(samples));
    printf(" %18s", text);
}

static bool print_figure(const char *name, struct samples *floor, struct samples *zwgk,
                         const char *budget, bool is_kept) {
    double base = floor != NULL ? samples_middle(floor) : 0;
    printf("%-34s", name);
    print_pair(floor);
    print_pair(zwgk);
    if (base > 0)
        printf(" %6.2fx", samples_middle(zwgk) / base);
    else
        printf(" %7s", "");
    printf(" %10s  %s\n", budget, is_kept ? "ok" : "over");
    fflush(stdout);
    return is_kept;
}

bool figures_ratio(const char *name, struct samples *floor, struct samples *zwgk, double times) {
    char budget[24];
    snprintf(budget, sizeof budget, "<= %.1fx", times);
    bool is_kept = zwgk->count > 0 && samples_middle(zwgk) <= times * samples_middle(floor);
    return print_figure(name, floor, zwgk, budget, is_kept);
}

bool figures_most(const char *name, struct samples *floor, struct samples *zwgk, double most) {
    char budget[24];
    snprintf(budget, sizeof budget, "<= %.0f", most);
    return print_figure(name, floor, zwgk, budget, zwgk->count > 0 && samples_middle(zwgk) <= most);
}

void figures_line_heading(void) {
    printf("\n%-34s %10s %10s\n", "over a line of 9600 baud", "bytes", "seconds");
}

void figures_line(const char *name, struct samples *bytes) {
    enum { BYTES_A_SECOND = 960 };
    printf("%-34s %10.0f %10.2f\n", name, samples_middle(bytes),
           samples_middle(bytes) / BYTES_A_SECOND);
    fflush(stdout);
}
