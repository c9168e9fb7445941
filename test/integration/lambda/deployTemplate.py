"""Deploys the CloudFormation template in moto with boto3, which share no code with us.

Usage: deployTemplate.py ENDPOINT TEMPLATE ZIP EVENTS RESULT. EVENTS is a file with a JSON list of
events. First deploys with a bucket that does not exist, which fails, then again with the right one.
Writes JSON to the file RESULT: what each left, what the stack consists of, and which of the events its
rule matches.
"""

import ast
import json
import sys

import boto3
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError

endpoint, template, package, events, result = sys.argv[1:6]
bucket, key, table = "code", "batch-monitor/lambda.zip", "DeployedJobs"


def client(service):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="eu-west-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def deploy(stack, **parameters):
    with open(template, encoding="utf-8") as file:
        body = file.read()
    values = {"CodeKey": key, "TableName": table, **parameters}
    client("cloudformation").create_stack(
        StackName=stack,
        TemplateBody=body,
        Capabilities=["CAPABILITY_IAM"],
        Parameters=[
            {"ParameterKey": name, "ParameterValue": value} for name, value in values.items()
        ],
    )


def tables():
    return client("dynamodb").list_tables()["TableNames"]


def failed_deployment():
    try:
        deploy("failed", CodeBucket="no-such-bucket")
        return {"failed": False, "tables": tables()}
    # Moto fails with an answer that CloudFormation would not give.
    except (ClientError, ResponseParserError) as error:
        return {"failed": "NoSuchBucket" in str(error), "tables": tables()}


def document(policy):
    """Moto keeps the policies of a role as Python would print them."""
    return ast.literal_eval(policy) if isinstance(policy, str) else policy


def role_policies(role):
    iam = client("iam")
    return [
        document(iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"])
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]
    ]


def managed_policy(arn):
    iam = client("iam")
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    found = iam.get_policy_version(PolicyArn=arn, VersionId=version)
    return document(found["PolicyVersion"]["Document"])


def matched(rule):
    """The indexes of the events that a rule with the same pattern hands to a queue."""
    bus, queues = client("events"), client("sqs")
    # Moto would run the function in a container.
    bus.remove_targets(Rule=rule["Name"], Ids=["writer"])
    queue = queues.create_queue(QueueName="matched")["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    bus.put_rule(Name="same-pattern", EventPattern=rule["EventPattern"])
    target = {"Id": "queue", "Arn": arn["Attributes"]["QueueArn"]}
    bus.put_targets(Rule="same-pattern", Targets=[target])
    with open(events, encoding="utf-8") as file:
        sent = json.load(file)
    for index, event in enumerate(sent):
        entry = {"Source": event["source"], "DetailType": event["detail-type"]}
        bus.put_events(Entries=[{**entry, "Detail": json.dumps({"index": index})}])
    found = []
    while True:
        messages = queues.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        if not messages.get("Messages"):
            return sorted(found)
        for message in messages["Messages"]:
            found.append(json.loads(message["Body"])["detail"]["index"])
            queues.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])


first = failed_deployment()
client("s3").create_bucket(
    Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
)
client("s3").upload_file(package, bucket, key)
deploy(
    "batch-monitor",
    CodeBucket=bucket,
    RetentionDays="7",
    RedactEnvironment="true",
    LiveActionsPolicy="true",
    RedriveDeadLetters="true",
    LogGroups="/aws/batch/job,/teams/*",
)

formation = client("cloudformation")
stack = formation.describe_stacks(StackName="batch-monitor")["Stacks"][0]
outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
resources = formation.describe_stack_resources(StackName="batch-monitor")["StackResources"]
function = client("lambda").get_function(FunctionName=outputs["FunctionName"])["Configuration"]
(rule,) = client("events").list_rules()["Rules"]
targets = client("events").list_targets_by_rule(Rule=rule["Name"])["Targets"]

deployment = {
    "firstTry": first,
    "status": stack["StackStatus"],
    "outputs": outputs,
    "known": [r["LogicalResourceId"] for r in resources if "LogicalResourceId" in r],
    "table": client("dynamodb").describe_table(TableName=table)["Table"],
    "function": function,
    "functionPolicies": role_policies(function["Role"].split("/")[-1]),
    "readerPolicy": managed_policy(outputs["ReaderPolicyArn"]),
    "livePolicy": managed_policy(outputs["LiveActionsPolicyArn"]),
    "targets": targets,
    "matched": matched(rule),
}
with open(result, "w", encoding="utf-8") as file:
    json.dump(deployment, file, default=str)
