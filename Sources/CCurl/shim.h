#pragma once
#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call: one door for each type
// of argument, named after it. A door asks for exactly the type that libcurl reads, so that no option is set with a value
// of the wrong width.

// curl_easy_setopt with a long: switches, counts, seconds, milliseconds.
static inline CURLcode ccurl_set_long(CURL *_Nonnull handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt with a curl_off_t: the size of a body.
static inline CURLcode ccurl_set_offset(CURL *_Nonnull handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt with text, which libcurl copies; null brings back the option's default.
static inline CURLcode ccurl_set_string(CURL *_Nonnull handle, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt with memory that libcurl neither copies nor frees: buffers, and the context of callbacks.
static inline CURLcode ccurl_set_pointer(CURL *_Nonnull handle, CURLoption option, const void *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt with a list of header lines, which must live until the transfer has ended.
static inline CURLcode ccurl_set_list(
    CURL *_Nonnull handle, CURLoption option, const struct curl_slist *_Nullable value
) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt with the function that takes what arrives.
static inline CURLcode ccurl_set_write(CURL *_Nonnull handle, curl_write_callback _Nonnull value) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, value);
}

// curl_easy_setopt with the function that opens a connection's socket.
static inline CURLcode ccurl_set_opensocket(CURL *_Nonnull handle, curl_opensocket_callback _Nonnull value) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

// curl_easy_getinfo of a long: the status.
static inline CURLcode ccurl_get_long(CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

// curl_easy_getinfo of a curl_off_t: the announced length of a body.
static inline CURLcode ccurl_get_offset(CURL *_Nonnull handle, CURLINFO info, curl_off_t *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

// curl_easy_getinfo of a pointer: what CURLOPT_PRIVATE was given.
static inline CURLcode ccurl_get_pointer(CURL *_Nonnull handle, CURLINFO info, void *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

// curl_multi_setopt with a long: how many connections to keep.
static inline CURLMcode ccurl_multi_set_long(CURLM *_Nonnull handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}
