"""Makes compute environments and queues with boto3, and prints the ARNs of the queues as JSON."""
import json
import sys

import boto3

endpoint, region = sys.argv[1], sys.argv[2]
options = {"endpoint_url": endpoint, "region_name": region}
iam = boto3.client("iam", **options)
role = iam.create_role(RoleName="batch", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
profile = iam.create_instance_profile(InstanceProfileName="batch")["InstanceProfile"]["Arn"]
ec2 = boto3.client("ec2", **options)
subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
batch = boto3.client("batch", **options)


def environment(name, resources, state="ENABLED"):
    return batch.create_compute_environment(
        computeEnvironmentName=name,
        type="MANAGED",
        state=state,
        serviceRole=role,
        computeResources={"subnets": [subnet], "securityGroupIds": [group], **resources},
    )["computeEnvironmentArn"]


def queue(name, environments, state="ENABLED", priority=1):
    return batch.create_job_queue(
        jobQueueName=name,
        state=state,
        priority=priority,
        computeEnvironmentOrder=[
            {"order": order, "computeEnvironment": arn} for order, arn in environments
        ],
    )["jobQueueArn"]


spot = environment(
    "spot",
    {
        "type": "SPOT",
        "minvCpus": 0,
        "maxvCpus": 64,
        "desiredvCpus": 0,
        "instanceTypes": ["m5.large", "c5.4xlarge"],
        "instanceRole": profile,
        "spotIamFleetRole": role,
    },
)
fargate = environment("fargate", {"type": "FARGATE", "maxvCpus": 16})
queues = [
    queue("render", [(2, fargate), (1, spot)], priority=10),
    queue("old", [(1, fargate)], state="DISABLED"),
]
json.dump(queues, sys.stdout)
