# zwgk: see README.md. `make help` lists the targets.
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := 0.5.1
SAN ?=
DEVELOPER ?=
comma := ,

FOLDERS := base store work form report exchange ui screens cli
PACKAGES := ncursesw formw sqlite3 inih libsodium
DEBIAN_PACKAGES := gcc make pkg-config gettext libncurses-dev libsqlite3-dev libinih-dev libsodium-dev libcsv-dev
DEBIAN_TEST_PACKAGES := libcmocka-dev libvterm-dev sqlite3
DEBIAN_CI_PACKAGES := clang cppcheck valgrind universal-ctags mandoc

PKG_CFLAGS = $(filter-out -D_XOPEN_SOURCE% -D_DEFAULT_SOURCE,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
PKG_LIBS = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lcsv $(SYSTEM_LIBS)
# -liconv (GNU libiconv) where the C library has no iconv, -ldl where it has no dlopen; looked for once.
SYSTEM_LIBS = $(eval SYSTEM_LIBS := $(shell CC='$(CC)' sh src/base/find_iconv))$(SYSTEM_LIBS)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
  -Wold-style-definition -Wcast-qual -Wwrite-strings -Wvla -Wundef -Wformat=2 -Wimplicit-fallthrough
# A flag where the compiler has it, else nothing.
taken = $(shell echo 'int x;' | $(CC) -Werror $(1) -x c -c -o /dev/null - 2>/dev/null && echo '$(1)')
HARDENING := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fno-strict-overflow -fPIE \
  $(call taken,-fstack-clash-protection) $(call taken,-fcf-protection) $(call taken,-ftrivial-auto-var-init=zero)
HARDENING_LD := -pie -Wl,-z,relro,-z,now,-z,noexecstack
ifneq ($(SAN),)
  HARDENING := -fPIE
  HARDENING_LD := -pie
  SANITIZE := -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all
endif
OPTIMIZE ?= -O2
CFLAGS ?= -g $(OPTIMIZE)
ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DVERSION='"$(VERSION)"' \
  -DPREFIX='"$(PREFIX)"' -Isrc -I$(BUILD)/gen $(PKG_CFLAGS) $(WARNINGS) $(if $(DEVELOPER),-Werror) \
  $(HARDENING) $(SANITIZE) $(CFLAGS)
ALL_LDFLAGS = $(HARDENING_LD) $(SANITIZE) $(LDFLAGS)

# What each folder's library needs below it; also the order of linking.
LIBS_base := base
LIBS_store := store base
LIBS_form := form base
LIBS_work := work $(LIBS_store)
LIBS_report := report work form $(LIBS_store)
LIBS_exchange := exchange work form $(LIBS_store)
LIBS_ui := ui $(LIBS_form)
LIBS_cli := cli report exchange work form $(LIBS_store)
LIBS_screens := screens ui report exchange work form $(LIBS_store)
# Fault tests drive the rules and, through the pty harness, the program itself.
LIBS_faults := ui $(LIBS_cli)
LIBS_main := screens cli ui report exchange work form $(LIBS_store)

archives = $(patsubst %,$(BUILD)/lib/lib%.a,$(1))
sources = $(sort $(wildcard src/$(1)/*.c))

GEN := $(BUILD)/gen
GEN_HEADERS := $(GEN)/column_names.h
GEN_base := $(GEN)/embedded.c $(GEN)/width_table.c $(GEN)/fold_table.c $(GEN)/readings_table.c $(GEN)/strokes_table.c $(GEN)/word_list.c
GEN_store := $(GEN)/columns.c
VENDOR_store := src/vendor/cksumvfs.c
GEN_screens := $(GEN)/screen_list.c

SCREEN_FILES := $(sort $(wildcard screens/*.scr screens/record/*.scr))
SCHEMA_FILES := $(sort $(wildcard data/schema/*.sql))
EMBEDDED := $(sort $(SCREEN_FILES) $(SCHEMA_FILES) data/limits.tsv $(wildcard data/codes/*.tsv data/calendars/*.tsv \
  data/help/*.txt data/demo/*.tsv data/catalogue/*.tsv data/subjects.tsv data/retention.tsv data/settings.tsv data/passwords.txt))

.PHONY: all help run demo check check-unit check-full fuzz mutants lint layers sizes bench mission install uninstall dist setup setup-ci clean po accept
.SECONDARY:

all: $(BUILD)/zwgk $(BUILD)/locale/en/LC_MESSAGES/zwgk.mo

help:
	@echo 'make run         set up, build, open the program'
	@echo 'make demo        the same with a fresh demonstration office'
	@echo 'make check       set up, build, pass all tests'
	@echo 'make check-full  check under ASan+UBSan, and two screens under valgrind'
	@echo 'make fuzz        libFuzzer over every reader of foreign bytes (T=csv SECONDS=600)'
	@echo 'make mutants     planted faults: at least 95 in 100 must be seen by the tests'
	@echo 'make lint        layers, sizes, cppcheck, screen files, man page'
	@echo 'make bench       figures against the floor program'
	@echo 'make mission     rows of the mission and the test that shows each'
	@echo 'make po          bring po/en.po up to date with the sources'
	@echo 'make accept      take the present screens as the expected ones (then read the diff)'
	@echo 'make install uninstall dist setup clean    (PREFIX=$(PREFIX) DESTDIR=$(DESTDIR))'

# ---- set-up: names what is missing, installs it, does nothing when all is there --------------------
setup:
	@sh tests/harness/setup $(DEBIAN_PACKAGES)
setup-tests:
	@sh tests/harness/setup $(DEBIAN_PACKAGES) $(DEBIAN_TEST_PACKAGES)
setup-ci:
	@sh tests/harness/setup $(DEBIAN_PACKAGES) $(DEBIAN_TEST_PACKAGES) $(DEBIAN_CI_PACKAGES)

JOBS := -j$(shell nproc 2>/dev/null || echo 2)
run: setup
	@$(MAKE) --no-print-directory $(JOBS) all
	@$(BUILD)/zwgk
demo: setup
	@$(MAKE) --no-print-directory $(JOBS) all
	@$(BUILD)/zwgk --demo
check: setup-tests
	@$(MAKE) --no-print-directory $(JOBS) check-built

# ---- generated sources ------------------------------------------------------------------------------
$(GEN):
	@mkdir -p $@
$(GEN)/embedded.c: src/base/embed.awk $(EMBEDDED) | $(GEN)
	@LC_ALL=C awk -f src/base/embed.awk $(EMBEDDED) > $@.tmp && mv $@.tmp $@
$(GEN)/width_table.c: data/unicode/width.awk data/unicode/width.tsv | $(GEN)
	@LC_ALL=C awk -f data/unicode/width.awk data/unicode/width.tsv > $@.tmp && mv $@.tmp $@
$(GEN)/word_list.c: data/words/words.awk data/words/words_c.awk data/words/general.tsv data/words/township.tsv | $(GEN)
	@LC_ALL=C awk -f data/words/words.awk data/words/general.tsv data/words/township.tsv > $@.words && LC_ALL=C sort $@.words | \
	  LC_ALL=C awk -f data/words/words_c.awk > $@.tmp && rm $@.words && mv $@.tmp $@
$(GEN)/fold_table.c: data/unicode/fold.awk data/unicode/fold.tsv | $(GEN)
	@LC_ALL=C awk -f data/unicode/fold.awk data/unicode/fold.tsv > $@.tmp && mv $@.tmp $@
$(GEN)/readings_table.c: data/unicode/readings.awk data/unicode/readings.tsv data/unicode/surnames.tsv | $(GEN)
	@LC_ALL=C awk -f data/unicode/readings.awk data/unicode/readings.tsv data/unicode/surnames.tsv > $@.tmp && mv $@.tmp $@
$(GEN)/strokes_table.c: data/unicode/strokes.awk data/unicode/strokes.tsv | $(GEN)
	@LC_ALL=C awk -f data/unicode/strokes.awk data/unicode/strokes.tsv > $@.tmp && mv $@.tmp $@
$(GEN)/columns.c: data/schema/columns.awk $(SCHEMA_FILES) $(wildcard screens/record/*.scr) | $(GEN)
	@LC_ALL=C awk -f data/schema/columns.awk $(filter-out data/schema/views.sql,$(SCHEMA_FILES)) $(sort $(wildcard screens/record/*.scr)) > $@.tmp && mv $@.tmp $@
$(GEN)/column_names.h: data/schema/columns.awk $(SCHEMA_FILES) | $(GEN)
	@LC_ALL=C awk -v names=1 -f data/schema/columns.awk $(filter-out data/schema/views.sql,$(SCHEMA_FILES)) > $@.tmp && mv $@.tmp $@
$(GEN)/screen_list.c: src/screens/list.awk $(call sources,screens) | $(GEN)
	@LC_ALL=C awk -f src/screens/list.awk $(call sources,screens) > $@.tmp && mv $@.tmp $@

# The day of the build, or of SOURCE_DATE_EPOCH: a clock that is before it can't be right.
BUILT_ON = $(shell date -u -d "@$${SOURCE_DATE_EPOCH:-$$(date +%s)}" +%Y-%m-%d 2>/dev/null || date -u +%Y-%m-%d)
$(BUILD)/obj/work/clock_doubt.o: ALL_CFLAGS += -DBUILT_ON='"$(BUILT_ON)"'

# ---- objects, one library a folder ------------------------------------------------------------------
$(BUILD)/obj/%.o: src/%.c $(GEN_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
# Of others' making: their warnings are theirs.
$(BUILD)/obj/vendor/%.o: private ALL_CFLAGS += -w -DSQLITE_CKSUMVFS_STATIC
$(BUILD)/obj/gen/%.o: $(GEN)/%.c $(GEN_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Wno-overlength-strings -MMD -MP -c -o $@ $<

define folder_library
$(BUILD)/lib/lib$(1).a: $(patsubst src/%.c,$(BUILD)/obj/%.o,$(call sources,$(1)) $(VENDOR_$(1))) $(patsubst $(GEN)/%.c,$(BUILD)/obj/gen/%.o,$(GEN_$(1)))
	@mkdir -p $$(@D); rm -f $$@
	@$(AR) rcs $$@ $$^
endef
$(foreach f,$(FOLDERS),$(eval $(call folder_library,$(f))))

$(BUILD)/zwgk: $(BUILD)/obj/main.o $(call archives,$(LIBS_main))
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(call archives,$(LIBS_main)) $(PKG_LIBS)

$(BUILD)/locale/%/LC_MESSAGES/zwgk.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

# ---- tests: tests/FOLDER/test_X.c is a program of its own -------------------------------------------
TEST_FOLDERS := base store work form report exchange ui cli
FAULT_TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/faults/test_*.c)))
UNIT_TESTS := $(foreach f,$(TEST_FOLDERS),$(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/$(f)/test_*.c))))
SCREEN_TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/screens/test_*.c)))
TEST_CFLAGS = $(ALL_CFLAGS) -Itests -Wno-unused-parameter -Wno-cast-qual
HARNESS := $(filter-out tests/harness/sql.c,$(sort $(wildcard tests/harness/*.c)))

define folder_tests
$(BUILD)/tests/$(1)/test_%: tests/$(1)/test_%.c $(call archives,$(LIBS_$(1))) $(wildcard tests/harness/*.h)
	@mkdir -p $$(@D)
	$$(CC) $$(TEST_CFLAGS) $$(ALL_LDFLAGS) -o $$@ $$< $(call archives,$(LIBS_$(1))) $$(PKG_LIBS) -lcmocka
endef
$(foreach f,$(TEST_FOLDERS),$(eval $(call folder_tests,$(f))))

$(BUILD)/tests/harness.a: $(patsubst tests/harness/%.c,$(BUILD)/tests/harness/%.o,$(HARNESS))
	@rm -f $@; $(AR) rcs $@ $^
$(BUILD)/tests/harness/%.o: tests/harness/%.c $(wildcard tests/harness/*.h)
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) -c -o $@ $<
# What tests write into a database with, since its pages have sums: run as $(dirname $ZWGK)/tests/sql.
$(BUILD)/tests/sql: tests/harness/sql.c $(call archives,$(LIBS_store))
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(call archives,$(LIBS_store)) $(PKG_LIBS)
$(BUILD)/tests/screens/test_%: tests/screens/test_%.c $(BUILD)/tests/harness.a $(call archives,base)
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/tests/harness.a $(call archives,base) $(shell pkg-config --libs vterm 2>/dev/null) -lutil -lcmocka

# The program's own calls, made to fail by tests/faults/inject.h.
INJECT_WRAPS := malloc calloc realloc fopen fdopen tmpfile mkstemp fread fwrite fflush fclose fsync rename open \
  read pread write close link mkdir
$(BUILD)/tests/faults/test_inject $(BUILD)/tests/faults/test_inject_files: private LDFLAGS += $(addprefix -Wl$(comma)--wrap=,$(INJECT_WRAPS))
# And those that a power cut may undo, recorded by tests/faults/recording_vfs.c.
RECORD_WRAPS := fsync fdatasync rename unlink
$(BUILD)/tests/faults/test_power_cut: private LDFLAGS += $(addprefix -Wl$(comma)--wrap=,$(RECORD_WRAPS))
$(BUILD)/tests/faults/test_power_cut: $(BUILD)/tests/faults/recording_vfs.o $(BUILD)/tests/faults/power_cut.o
$(BUILD)/tests/faults/%.o: tests/faults/%.c $(wildcard tests/faults/*.h)
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) -c -o $@ $<
FUZZ_SOURCES := $(filter-out %/fuzz_main.c,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
$(BUILD)/tests/fuzz/%.o: tests/fuzz/%.c tests/fuzz/fuzz.h $(GEN_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) -c -o $@ $<
$(BUILD)/tests/faults/test_hostile_screens: $(BUILD)/tests/faults/hostile_made.o
$(BUILD)/tests/faults/test_corpus: $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(FUZZ_SOURCES))
$(BUILD)/tests/faults/test_%: tests/faults/test_%.c $(BUILD)/tests/harness.a $(call archives,$(LIBS_faults)) $(wildcard tests/faults/*.h)
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(filter %.o,$^) $(BUILD)/tests/harness.a $(call archives,$(LIBS_faults)) $(PKG_LIBS) $(shell pkg-config --libs vterm 2>/dev/null) -lutil -lcmocka

# LEFT_OUT: programs (tests/faults/test_kill …) that are not run.
CHECKED = $(filter-out $(addprefix $(BUILD)/,$(LEFT_OUT)),$(UNIT_TESTS) $(SCREEN_TESTS) $(FAULT_TESTS))
check-built: all $(BUILD)/tests/sql $(CHECKED)
	@ZWGK=$(abspath $(BUILD)/zwgk) sh tests/harness/run_tests $(BUILD) $(CHECKED) $(sort $(wildcard tests/cli/test_*.sh))
# make unit T=tests/base/test_text: one unit test, built from its folder and those below
unit: $(BUILD)/$(T) $(BUILD)/tests/sql
	@ZWGK=$(abspath $(BUILD)/zwgk) $(BUILD)/$(T)

# FULL=1: the fault tests with all their states, kills and points; their figures are printed.
check-full: setup-ci
	$(MAKE) --no-print-directory all $(FAULT_TESTS) $(BUILD)/tests/work/test_user
	@set -e; for t in $(FAULT_TESTS) $(BUILD)/tests/work/test_user; do FULL=1 ZWGK=$(abspath $(BUILD)/zwgk) $$t; done
	$(MAKE) --no-print-directory mutants
	$(MAKE) --no-print-directory BUILD=build-asan SAN=address,undefined OPTIMIZE=-O1 check-built
	sh tests/harness/valgrind_screens $(BUILD)

# make fuzz [T=csv] [SECONDS=600]: libFuzzer over tests/fuzz/fuzz_*.c, begun with and kept in tests/fuzz/corpus
SECONDS ?= 60
T ?=
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(FUZZ_SOURCES))
FUZZ_BUILD := build-fuzz
fuzz: setup-ci
	@$(MAKE) --no-print-directory -s BUILD=$(FUZZ_BUILD) CC=clang SAN=fuzzer-no-link,address,undefined OPTIMIZE=-O1 $(patsubst %,$(FUZZ_BUILD)/fuzz/%,$(FUZZ_TARGETS))
	@sh tests/fuzz/run $(FUZZ_BUILD) $(SECONDS) $(if $(T),$(T),$(FUZZ_TARGETS))
$(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz_main.c tests/fuzz/fuzz.h $(call archives,ui $(LIBS_cli))
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -DTARGET=fuzz_$* -o $@ $< tests/fuzz/fuzz_main.c $(call archives,ui $(LIBS_cli)) $(PKG_LIBS)

# Planted faults, each of which the tests must see; in a copy of the tree.
mutants: setup-tests
	@$(MAKE) --no-print-directory $(JOBS) all
	@sh tests/faults/run_mutants $(BUILD)

layers:
	@sh tests/harness/check_layers
sizes:
	@sh tests/harness/check_sizes
lint: setup-ci all layers sizes
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	  -isrc/vendor --suppress=missingIncludeSystem --suppress=ctuuninitvar -Isrc -I$(GEN) src
	$(BUILD)/zwgk screens --check
	mandoc -Tlint -Wwarning data/man/zwgk.1
	sh tests/harness/check_po

bench: setup-tests
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) sh tests/bench/run
mission: setup-tests
	@$(MAKE) --no-print-directory all $(BUILD)/tests/sql $(UNIT_TESTS) $(SCREEN_TESTS)
	@sh tests/harness/mission $(BUILD)
accept: all $(SCREEN_TESTS)
	@for t in $(SCREEN_TESTS); do ZWGK=$(abspath $(BUILD)/zwgk) ACCEPT=1 $$t >/dev/null || true; done; git diff --stat tests/screens
po: $(GEN)/embedded.c
	sh po/update $(BUILD)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/zwgk/screens/record $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/locale/en/LC_MESSAGES
	install -m 755 $(BUILD)/zwgk $(DESTDIR)$(PREFIX)/bin/zwgk
	install -m 644 screens/*.scr $(DESTDIR)$(PREFIX)/share/zwgk/screens
	install -m 644 screens/record/*.scr $(DESTDIR)$(PREFIX)/share/zwgk/screens/record
	install -d $(DESTDIR)$(PREFIX)/share/zwgk/examples
	install -m 644 data/systemd/* data/apparmor/* $(DESTDIR)$(PREFIX)/share/zwgk/examples
	install -m 644 data/man/zwgk.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(BUILD)/locale/en/LC_MESSAGES/zwgk.mo $(DESTDIR)$(PREFIX)/share/locale/en/LC_MESSAGES
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/zwgk $(DESTDIR)$(PREFIX)/share/man/man1/zwgk.1 $(DESTDIR)$(PREFIX)/share/locale/en/LC_MESSAGES/zwgk.mo
	rm -rf $(DESTDIR)$(PREFIX)/share/zwgk
dist:
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=zwgk-$(VERSION)/ HEAD | gzip -n > $(BUILD)/zwgk-$(VERSION).tar.gz
	@echo $(BUILD)/zwgk-$(VERSION).tar.gz
clean:
	rm -rf build build-asan build-clang build-fuzz

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
