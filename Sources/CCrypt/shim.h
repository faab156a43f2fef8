#pragma once

#include <crypt.h>
#include <stddef.h>

// Swift imports neither crypt_r's 32 KiB of working memory nor what it is made of: a door that has them on its stack.
// The hash goes into `hash`, of CRYPT_OUTPUT_SIZE bytes; 0 where the setting is none.
static inline int ccrypt_hash(const char *_Nonnull phrase, const char *_Nonnull setting, char *_Nonnull hash) {
    struct crypt_data data = {0};
    if (!crypt_rn(phrase, setting, &data, sizeof data)) {
        return 0;
    }
    for (size_t place = 0; place < CRYPT_OUTPUT_SIZE; place++) {
        hash[place] = data.output[place];
    }
    return 1;
}
