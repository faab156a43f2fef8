"""Reads gzip files from standard input with Python's gzip and zlib and compares them with what went in.

Input: pairs of frames, each four bytes of length and that many bytes: what was compressed, and the file that came of it.
Prints the number of pairs; the exit status is 1 where one of the two readers sees a difference.
"""

import gzip
import struct
import sys
import zlib


def frames(data):
    place = 0
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        yield data[place + 4 : place + 4 + length]
        place += 4 + length


def main():
    all_frames = list(frames(sys.stdin.buffer.read()))
    for index, (plain, packed) in enumerate(zip(all_frames[::2], all_frames[1::2], strict=True)):
        reader = zlib.decompressobj(wbits=31)
        if gzip.decompress(packed) != plain:
            sys.exit(f"gzip reads pair {index} differently")
        if reader.decompress(packed) + reader.flush() != plain or not reader.eof or reader.unused_data:
            sys.exit(f"zlib reads pair {index} differently")
    print(len(all_frames) // 2)


main()
