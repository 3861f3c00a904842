"""Writes TIFFs into a folder as mesoSPIM-control, ImageJ and others do, and prints what numpy says of each.

Usage: write_tiffs.py <folder>
"""
import json
import os
import subprocess
import sys

import numpy
import tifffile

FOLDER = sys.argv[1]
TRUTH = {}


def plane_of(dtype, z, shape=(23, 31)):
    values = numpy.random.RandomState(z).randint(0, 256 if dtype == 'uint8' else 65536, shape)
    values[z % shape[0], 0] = 255 if dtype == 'uint8' else 65535
    return values.astype(dtype)


def stack_of(dtype, planes=6, shape=(23, 31)):
    stack = numpy.stack([plane_of(dtype, z, shape) for z in range(planes)])
    stack[2] = 7  # a blank one
    return stack


def path_of(name):
    return os.path.join(FOLDER, name)


def end_of(name, planes):
    """The byte behind all that is referred to: tifffile leaves a few bytes behind it that mean nothing."""
    with tifffile.TiffFile(path_of(name)) as tiff:
        tiff.pages.useframes = False
        fields = (8, 20, 8) if tiff.is_bigtiff else (2, 12, 4)
        end = 0
        for page in tiff.pages:
            repeats = planes if len(tiff.pages) == 1 else 1
            end = max(
                end,
                page.offset + fields[0] + fields[1] * len(page.tags) + fields[2],
                max(tag.valueoffset + tag.valuebytecount for tag in page.tags),
                max(o + c for o, c in zip(page.dataoffsets, page.databytecounts)),
                page.dataoffsets[0] + repeats * page.databytecounts[0])
        return end


def tell(name, stack, directories=None, is_decoded=True):
    """The stack's first axis counts planes; rows and columns follow, and samples where there are any."""
    planes = stack.shape[0]
    numbers = stack[~numpy.isnan(stack)] if stack.dtype.kind == 'f' else stack
    largest = numpy.iinfo(stack.dtype).max if stack.dtype.kind in 'ui' else None
    TRUTH[name] = {
        'planes': planes,
        'directories': directories or planes,
        'end': end_of(name, planes),
        'decoded': is_decoded,
        'height': stack.shape[1],
        'width': stack.shape[2],
        'samples': stack.shape[3] if stack.ndim > 3 else 1,
        'type': str(stack.dtype),
        'min': float(numbers.min()),
        'max': float(numbers.max()),
        'saturated': float((stack == largest).mean()) if largest is not None else 0.0,
        'blank': [z for z in range(planes) if (stack[z] == stack[z].flat[0]).all()],
    }


for dtype in ('uint8', 'uint16', 'float32'):
    stack = stack_of(dtype)
    for contiguous in (False, True):
        name = 'planes-%s-%s.btf' % (dtype, 'contiguous' if contiguous else 'apart')
        with tifffile.TiffWriter(path_of(name), bigtiff=True) as writer:
            for plane in stack:
                writer.write(plane, contiguous=contiguous)
        tell(name, stack)
    name = 'imagej-%s.tif' % dtype
    tifffile.imwrite(path_of(name), stack, imagej=True, metadata={'axes': 'ZYX'})
    tell(name, stack)
    name = 'MAX_%s.btf.tif' % dtype
    tifffile.imwrite(path_of(name), stack.max(axis=0))
    tell(name, stack.max(axis=0)[None])
    name = 'truncated-%s.tif' % dtype
    tifffile.imwrite(path_of(name), stack, truncate=True, metadata={'axes': 'ZYX'})
    tell(name, stack, directories=1)

stack = stack_of('uint16')
for name, options in {
    'plain.tif': {},
    'big-endian.tif': {'byteorder': '>'},
    'big-endian.btf': {'byteorder': '>', 'bigtiff': True},
    'one-directory-imagej.tif': {'imagej': True, 'truncate': True, 'metadata': {'axes': 'ZYX'}},
    'no-metadata.tif': {'metadata': None},
    'strips.tif': {'rowsperstrip': 4},
    'tiles.tif': {'tile': (16, 16)},
    'zlib.tif': {'compression': 'zlib'},
    'zlib-big-endian.btf': {'compression': 'zlib', 'byteorder': '>', 'bigtiff': True},
    'zlib-tiles.tif': {'compression': 'zlib', 'tile': (16, 32)},
    'some.ome.tif': {'ome': True},
}.items():
    tifffile.imwrite(path_of(name), stack, **options)
    tell(name, stack, directories=1 if name.startswith('one-') else None)

with tifffile.TiffWriter(path_of('planes-no-metadata.btf'), bigtiff=True) as writer:
    for plane in stack:
        writer.write(plane, contiguous=False, metadata=None)
tell('planes-no-metadata.btf', stack)

with tifffile.TiffWriter(path_of('many-truncated.btf'), bigtiff=True) as writer:
    writer.write(stack, truncate=True)
    writer.write(stack, truncate=True, contiguous=False)
tell('many-truncated.btf', numpy.concatenate([stack, stack]), directories=2)

colours = numpy.stack([stack_of('uint8')] * 3, axis=-1)
tifffile.imwrite(path_of('rgb.tif'), colours, photometric='rgb')
tell('rgb.tif', colours)
tifffile.imwrite(path_of('rgb-planar.tif'), numpy.moveaxis(colours, -1, 1), photometric='rgb', planarconfig='separate')
tell('rgb-planar.tif', colours)

for dtype in ('int8', 'int16', 'int32', 'uint32', 'uint64', 'int64', 'float64'):
    tifffile.imwrite(path_of(dtype + '.tif'), stack_of('uint16', 4).astype(dtype), photometric='minisblack')
    tell(dtype + '.tif', stack_of('uint16', 4).astype(dtype))

holes = stack_of('float32')
holes[0, 3, 4] = numpy.nan
holes[1, 0, 0] = 1e30
tifffile.imwrite(path_of('not-a-number.tif'), holes)
tell('not-a-number.tif', holes)

with tifffile.TiffWriter(path_of('pyramid.tif')) as writer:
    for plane in stack_of('uint16', 3, (64, 64)):
        writer.write(plane, subifds=1, tile=(16, 16))
        writer.write(plane[::2, ::2], subfiletype=1, tile=(16, 16))
tell('pyramid.tif', stack_of('uint16', 3, (64, 64)), directories=6)

with tifffile.TiffWriter(path_of('flat-pyramid.tif')) as writer:
    for plane in stack_of('uint16', 3, (64, 64)):
        writer.write(plane, metadata=None)
        writer.write(plane[::2, ::2], subfiletype=1, metadata=None)
tell('flat-pyramid.tif', stack_of('uint16', 3, (64, 64)), directories=6)

# What C's libtiff packs: LZW and both predictors, in either byte order.
tifffile.imwrite(path_of('source-uint16.tif'), stack, metadata=None)
tell('source-uint16.tif', stack)
tifffile.imwrite(path_of('source-float32.tif'), stack_of('float32'), metadata=None)
tell('source-float32.tif', stack_of('float32'))
for dtype, packings in (('uint16', ('lzw', 'lzw:2', 'zip:2', 'packbits')), ('float32', ('zip:3', 'lzw:3'))):
    for packing in packings:
        for order in ('-L', '-B'):
            for layout in ('-s', '-t'):
                for big in ((), ('-8',)):
                    name = 'tiffcp-%s-%s%s%s%s.tif' % (dtype, packing.replace(':', ''), order, layout, ''.join(big))
                    size = ('-r', '5') if layout == '-s' else ('-w', '16', '-l', '16')
                    try:
                        subprocess.run(
                            ['tiffcp', *big, order, layout, *size, '-c', packing, path_of('source-%s.tif' % dtype), path_of(name)],
                            check=True, stderr=subprocess.DEVNULL)
                    except FileNotFoundError:
                        continue
                    # Writers do not agree on the floating point predictor where numbers begin with their highest byte.
                    tell(name, stack_of(dtype), is_decoded=not (packing.endswith(':3') and order == '-B'))

print(json.dumps(TRUTH))
