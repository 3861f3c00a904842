# Writes Imaris files of many kinds with h5py, and prints what h5py itself says of each, as JSON.
import json
import os
import sys

import h5py
import numpy as np

folder = sys.argv[1]
truth = {}


def chars(text):
    return np.frombuffer(text.encode(), dtype='S1')


def write(name, libver='earliest', levels=2, points=1, channels=2, size=(6, 40, 50), dtype='uint16', chunks=(2, 16, 16), pad=True,
          thumbnail=True, info=True, userblock=0, change=None, close=True, flush=True, **storage):
    path = os.path.join(folder, name + '.ims')
    file = h5py.File(path, 'w', libver=libver, userblock_size=userblock)
    file.attrs['ImarisDataSet'] = chars('ImarisDataSet')
    file.attrs['ImarisVersion'] = chars('5.5.0')
    file.attrs['NumberOfDataSets'] = np.array([1], dtype='uint32')
    random = np.random.default_rng(7)
    for level in range(levels):
        real = tuple(max(1, n >> level) for n in size)
        block = tuple(min(c, r) for c, r in zip(chunks, real)) if chunks else None
        shape = tuple(-(-r // b) * b for r, b in zip(real, block)) if chunks and pad else real
        for point in range(points):
            for channel in range(channels):
                group = file.create_group(f'DataSet/ResolutionLevel {level}/TimePoint {point}/Channel {channel}')
                for axis, n in zip('ZYX', real):
                    group.attrs[f'ImageSize{axis}'] = chars(str(n))
                group.attrs['HistogramMin'] = chars('0.000')
                group.attrs['HistogramMax'] = chars('65535.000')
                data = group.create_dataset('Data', shape=shape, dtype=dtype, chunks=block, **storage)
                data[...] = random.integers(0, 200, shape).astype(dtype)
                group.create_dataset('Histogram', data=np.zeros(256, dtype='uint64'))
    if info:
        image = file.create_group('DataSetInfo/Image')
        for key, value in dict(X=size[2], Y=size[1], Z=size[0], Unit='um', ExtMin0='-1.5', ExtMin1='0', ExtMin2='0', ExtMax0='23.5', ExtMax1='20', ExtMax2='30',
                               Name='brain', Description='(description not specified)', Noc=channels, RecordingDate='2026-09-14 14:39:05.000').items():
            image.attrs[key] = chars(str(value))
        for channel in range(channels):
            file.create_group(f'DataSetInfo/Channel {channel}').attrs['Color'] = chars('1.000 0.000 0.000')
        times = file.create_group('DataSetInfo/TimeInfo')
        times.attrs['FileTimePoints'] = chars(str(points))
        times.attrs['DatasetTimePoints'] = chars(str(points))
    if thumbnail:
        file.create_dataset('Thumbnail/Data', data=np.zeros((64, 256), dtype='uint8'))
    if change:
        change(file)
    if not close:
        if flush:
            file.flush()
        return file
    file.close()
    tell(name, path, size)


def tell(name, path, size):
    with h5py.File(path, 'r') as file:
        try:
            images = file['DataSet']
            first = images['ResolutionLevel 0/TimePoint 0/Channel 0/Data']
            truth[name] = dict(x=size[2], y=size[1], z=size[0], levels=len(images), points=len(images['ResolutionLevel 0']),
                               channels=len(images['ResolutionLevel 0/TimePoint 0']), type=str(first.dtype), thumbnail='Thumbnail' in file,
                               datasets=sum(len(p) for l in images.values() for p in l.values()), chunked=first.chunks is not None)
        except (KeyError, ValueError, RuntimeError, OSError, AttributeError):
            pass


def drop(path):
    return lambda file: file.__delitem__(path)


def replace(path, link):
    def act(file):
        del file[path]
        file[path] = link
    return act


def early(path, size, chunk=None, libver='earliest'):
    # Space is set aside for every pixel, and none is written: a file of any size in no time.
    with h5py.File(path, 'w', libver=libver) as file:
        create = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        create.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        create.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
        if chunk:
            create.set_chunk(chunk)
        group = file.create_group('DataSet/ResolutionLevel 0/TimePoint 0/Channel 0')
        h5py.h5d.create(group.id, b'Data', h5py.h5t.NATIVE_UINT16, h5py.h5s.create_simple(size), create)


if len(sys.argv) > 3 and sys.argv[2] == 'sparse':
    for name, planes in (('small', int(sys.argv[3])), ('large', int(sys.argv[4]))):
        # 64 MB a plane.
        early(os.path.join(folder, name + '.ims'), (planes, 4096, 8192), (1, 4096, 8192))
        early(os.path.join(folder, name + '-contiguous.ims'), (planes, 4096, 8192), None)
    sys.exit(0)

gzip = dict(compression='gzip', compression_opts=2)
write('imaris', levels=3, points=2, **gzip)
write('latest', libver='latest', levels=3, points=2, channels=3, dtype='uint8', **gzip)
write('v108', libver=('earliest', 'v108'), points=12, channels=10, **gzip)
write('float', dtype='float32', userblock=1024, thumbnail=False, **gzip)
write('user-block-latest', libver='latest', userblock=512)
write('contiguous', chunks=None)
write('contiguous-latest', libver='latest', chunks=None)
write('shuffled', shuffle=True, fletcher32=True, **gzip)
write('shuffled-latest', libver='latest', shuffle=True, fletcher32=True, **gzip)
write('lzf', compression='lzf')
write('single-chunk', libver='latest', chunks=(6, 40, 50), **gzip)
write('single-chunk-plain', libver='latest', chunks=(6, 40, 50))
write('many-chunks', libver='latest', levels=1, channels=1, size=(8, 64, 64), chunks=(1, 2, 2))
write('many-chunks-gzip', libver='latest', levels=1, channels=1, size=(8, 64, 64), chunks=(1, 2, 2), **gzip)
write('many-chunks-earliest', levels=1, channels=1, size=(8, 64, 64), chunks=(1, 2, 2))
write('growing', libver='latest', maxshape=(None, 48, 64), **gzip)
write('growing-plain', libver='latest', maxshape=(None, 48, 64))
write('growing-all', libver='latest', maxshape=(None, None, None), **gzip)
write('growing-all-plain', libver='latest', levels=1, size=(8, 64, 64), chunks=(1, 2, 2), maxshape=(None, None, None))
write('time-series', libver='latest', levels=1, points=1500, channels=1, size=(2, 4, 4), chunks=None)
write('time-series-earliest', levels=1, points=600, channels=1, size=(2, 4, 4), chunks=None)
write('without-info', info=False, pad=False)
write('soft-link', change=lambda f: (f.move('DataSet', 'Elsewhere'), f.__setitem__('DataSet', h5py.SoftLink('/Elsewhere'))))
early(os.path.join(folder, 'early.ims'), (4, 64, 64), (1, 32, 32), 'latest')
tell('early', os.path.join(folder, 'early.ims'), (4, 64, 64))

# Each of these has a fault.
for kind in ('earliest', 'latest'):
    write('no-group-' + kind, libver=kind, change=drop('DataSet'))
    write('no-level-' + kind, libver=kind, levels=3, change=drop('DataSet/ResolutionLevel 1'))
    write('no-levels-' + kind, libver=kind, levels=1, change=drop('DataSet/ResolutionLevel 0'))
    write('no-time-point-' + kind, libver=kind, points=3, change=drop('DataSet/ResolutionLevel 1/TimePoint 2'))
    write('no-channel-' + kind, libver=kind, points=3, channels=3, change=drop('DataSet/ResolutionLevel 1/TimePoint 1/Channel 2'))
    write('no-data-' + kind, libver=kind, change=drop('DataSet/ResolutionLevel 0/TimePoint 0/Channel 1/Data'))
    write('group-is-dataset-' + kind, libver=kind, change=lambda f: (f.__delitem__('DataSet'), f.create_dataset('DataSet', data=[1, 2])))
    write('circle-' + kind, libver=kind, change=replace('DataSet', h5py.SoftLink('DataSet')))
    write('nowhere-' + kind, libver=kind, change=replace('DataSet', h5py.SoftLink('/nothing')))
    write('external-' + kind, libver=kind, change=replace('DataSet', h5py.ExternalLink('/dev/zero', '/')))
    write('described-channel-' + kind, libver=kind, change=lambda f: f.create_group('DataSetInfo/Channel 2'))
    write('flat-' + kind, libver=kind, change=lambda f: (f.__delitem__('DataSet/ResolutionLevel 0/TimePoint 0/Channel 1/Data'),
                                                         f.create_dataset('DataSet/ResolutionLevel 0/TimePoint 0/Channel 1/Data', data=np.zeros((4, 4)))))
    write('too-small-' + kind, libver=kind, change=lambda f: f['DataSetInfo/Image'].attrs.__setitem__('X', chars('5000')))
    write('unwritten-' + kind, libver=kind, change=lambda f: (f.__delitem__('DataSet/ResolutionLevel 1/TimePoint 0/Channel 0/Data'),
                                                              f.create_dataset('DataSet/ResolutionLevel 1/TimePoint 0/Channel 0/Data', shape=(3, 32, 32), chunks=(1, 16, 16))))
    with h5py.File(os.path.join(folder, f'other-hdf5-{kind}.ims'), 'w', libver=kind) as other:
        other['measurements'] = np.arange(9)

print(json.dumps(truth))
sys.stdout.flush()
# A writer that is killed leaves its file as it stands.
open_files = [write('killed-' + kind, libver=kind, close=False) for kind in ('earliest', 'latest')]
open_files += [write('killed-unflushed-' + kind, libver=kind, close=False, flush=False) for kind in ('earliest', 'latest')]
os._exit(0)
