"""Makes a compute environment, a queue, a job definition and jobs with boto3, and prints the ids of the jobs as JSON."""
import json
import sys

import boto3

endpoint, region, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
options = {"endpoint_url": endpoint, "region_name": region}
iam = boto3.client("iam", **options)
role = iam.create_role(RoleName="batch", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
batch = boto3.client("batch", **options)
environment = batch.create_compute_environment(
    computeEnvironmentName="capacity", type="UNMANAGED", state="ENABLED", serviceRole=role
)["computeEnvironmentArn"]
queue = batch.create_job_queue(
    jobQueueName="train-queue",
    state="ENABLED",
    priority=1,
    computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}],
)["jobQueueArn"]
definition = batch.register_job_definition(
    jobDefinitionName="train",
    type="container",
    containerProperties={"image": "busybox", "vcpus": 1, "memory": 128, "command": ["true"]},
)["jobDefinitionArn"]
jobs = [
    batch.submit_job(
        jobName=f"train-{index}",
        jobQueue=queue,
        jobDefinition=definition,
        parameters={"media_id": "69490f5fc05fb78da7b7380f"},
    )["jobId"]
    for index in range(count)
]
json.dump({"queue": queue, "jobs": jobs}, sys.stdout)
