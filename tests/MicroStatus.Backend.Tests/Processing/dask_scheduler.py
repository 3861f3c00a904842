"""A Dask scheduler with one worker on loopback, which keeps the results of some tasks. Prints the port of its dashboard; ends when its input does."""
import asyncio
import os
import sys

from distributed import Client, Scheduler, Worker


async def main(scheduler_file, done):
    async with Scheduler(host="127.0.0.1", port=0, dashboard_address="127.0.0.1:0", scheduler_file=scheduler_file) as scheduler:
        async with Worker(scheduler.address, nthreads=1, dashboard=False, local_directory=os.getcwd()) as worker:
            async with Client(scheduler.address, asynchronous=True) as client:
                results = client.map(abs, range(done))
                await client.gather(results)
                print(scheduler.http_server.port, flush=True)
                await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
