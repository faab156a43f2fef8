// link.h declares these for GNU programs only, and asking for GNU's extensions here would change other headers that
// Swift has read without them. As dl_iterate_phdr(3) has it.

#pragma once

#include <elf.h>
#include <stddef.h>

struct clink_object {
    Elf64_Addr address;
    const char *name;
    const Elf64_Phdr *segments;
    Elf64_Half segmentCount;
};

int dl_iterate_phdr(int (*callback)(struct clink_object *object, size_t size, void *data), void *data);
