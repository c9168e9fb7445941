"""Makes a queue, definitions and finished jobs of several kinds with boto3, and prints the ids of the jobs by kind as JSON."""
import json
import sys

import boto3

endpoint, region = sys.argv[1:3]
options = {"endpoint_url": endpoint, "region_name": region}
role = boto3.client("iam", **options).create_role(RoleName="batch", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
batch = boto3.client("batch", **options)
environment = batch.create_compute_environment(
    computeEnvironmentName="capacity", type="UNMANAGED", state="ENABLED", serviceRole=role
)["computeEnvironmentArn"]
batch.create_job_queue(
    jobQueueName="train-queue",
    state="ENABLED",
    priority=1,
    computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}],
)
container = {
    "image": "busybox",
    "command": ["train", "Ref::codec"],
    "environment": [{"name": "STAGE", "value": "prod"}],
    "resourceRequirements": [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "128"}],
}


def define(name, **properties):
    return batch.register_job_definition(jobDefinitionName=name, **properties)["jobDefinitionArn"]


single = define("single", type="container", parameters={"codec": "mp4"}, containerProperties=container)
pod = define(
    "pod",
    type="container",
    eksProperties={
        "podProperties": {
            "containers": [
                {
                    "name": "main",
                    "image": "busybox",
                    "command": ["true"],
                    "env": [{"name": "STAGE", "value": "prod"}],
                    "resources": {"limits": {"cpu": "1", "memory": "128Mi"}},
                }
            ]
        }
    },
)
nodes = define(
    "nodes",
    type="multinode",
    nodeProperties={
        "numNodes": 2,
        "mainNode": 0,
        "nodeRangeProperties": [{"targetNodes": "0:", "container": container}],
    },
)
overrides = {
    "command": ["train", "--fast"],
    "environment": [{"name": "STAGE", "value": "test"}, {"name": "SEED", "value": "7"}],
}
requests = {
    "as defined": {"jobDefinition": single},
    "single container": {
        "jobDefinition": single,
        "parameters": {"codec": "av1", "media_id": "69490f5fc05fb78da7b7380f"},
        "containerOverrides": overrides,
        "timeout": {"attemptDurationSeconds": 600},
        "tags": {"team": "video"},
    },
    "array": {"jobDefinition": single, "containerOverrides": overrides, "arrayProperties": {"size": 3}},
    "pod": {
        "jobDefinition": pod,
        "eksPropertiesOverride": {
            "podProperties": {
                "containers": [
                    {
                        "name": "main",
                        "command": ["train"],
                        "env": [{"name": "SEED", "value": "7"}],
                        "resources": {"limits": {"cpu": "2", "memory": "256Mi"}},
                    }
                ]
            }
        },
    },
    "nodes": {"jobDefinition": nodes, "parameters": {"codec": "av1"}},
}
jobs = {
    kind: batch.submit_job(jobName=f"job-{number}", jobQueue="train-queue", **request)["jobId"]
    for number, (kind, request) in enumerate(requests.items())
}
json.dump(jobs, sys.stdout)
