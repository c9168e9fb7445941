"""Makes jobs in moto with boto3 and moves them on, one step for each line on standard input; after each step, prints what
boto3 reads of all jobs as a line of JSON."""
import json
import random
import sys
import time
from urllib.request import Request, urlopen

import boto3

endpoint, region, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
options = {"endpoint_url": endpoint, "region_name": region}
chance = random.Random(seed)
iam = boto3.client("iam", **options)
batch = boto3.client("batch", **options)
statuses = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED"]
finished = ["SUCCEEDED", "FAILED"]


def post(path, body):
    urlopen(Request(endpoint + path, json.dumps(body).encode()))


def wait_in_each_status(seconds):
    """Moto moves a job on when its status is read, at most once in these seconds."""
    transition = {"progression": "time", "seconds": seconds}
    post("/moto-api/state-manager/set-transition", {"model_name": "batch::job", "transition": transition})


def ends_at_once(does):
    post("/moto-api/config", {"batch": {"use_docker": not does}})


def submit(**more):
    queue, definition = chance.choice(queues), chance.choice(definitions)
    name = f"job-{chance.randrange(1000)}"
    return batch.submit_job(jobName=name, jobQueue=queue, jobDefinition=definition, **more)["jobId"]


def read():
    listed = [
        job["jobId"]
        for queue in queues
        for status in statuses
        for job in batch.list_jobs(jobQueue=queue, jobStatus=status)["jobSummaryList"]
    ]
    return batch.describe_jobs(jobs=listed)["jobs"] if listed else []


def is_settled(job):
    """Without containers, a job fails as soon as it runs. An array job itself has no container."""
    return job["status"] != "RUNNING" or "arrayProperties" in job


def settled():
    for _ in range(50):
        jobs = read()
        if all(is_settled(job) for job in jobs):
            return jobs
        time.sleep(0.1)
    raise RuntimeError("a job without a container keeps running")


def move(jobs):
    wait_in_each_status(0.3)
    time.sleep(0.3)
    batch.describe_jobs(jobs=jobs)
    wait_in_each_status(1_000_000)


def step():
    unfinished = [job["jobId"] for job in read() if job["status"] not in finished]
    if unfinished:
        move(chance.sample(unfinished, chance.randint(1, len(unfinished))))
        if chance.random() < 0.3:
            batch.terminate_job(jobId=chance.choice(unfinished), reason="No longer needed.")
    if chance.random() < 0.5:
        ends_at_once(True)
        submit()
        ends_at_once(False)
    if chance.random() < 0.5:
        submit(parameters={"media_id": "69490f5fc05fb78da7b7380f"})


post("/moto-api/reset", {})
role = iam.create_role(RoleName="batch", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
environment = batch.create_compute_environment(
    computeEnvironmentName="capacity", type="UNMANAGED", state="ENABLED", serviceRole=role
)["computeEnvironmentArn"]
queues = [
    batch.create_job_queue(
        jobQueueName=name,
        state="ENABLED",
        priority=1,
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}],
    )["jobQueueArn"]
    for name in ["train", "render"]
]
definitions = [
    batch.register_job_definition(
        jobDefinitionName=name,
        type="container",
        containerProperties={"image": "busybox", "vcpus": 1, "memory": 128, "command": ["true"]},
    )["jobDefinitionArn"]
    for name in ["fit", "paint"]
]
wait_in_each_status(1_000_000)
for _ in range(6):
    submit()
submit(arrayProperties={"size": 3})
for line in sys.stdin:
    step()
    fields = ["jobId", "jobName", "status", "statusReason", "jobQueue", "jobDefinition"]
    print(json.dumps([{field: job.get(field, "") for field in fields} for job in settled()]), flush=True)
