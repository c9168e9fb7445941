"""The first dashboard's function: stores an event as the job's item, over whatever was there.

Served through the Lambda Runtime API as AWS's own Python runtime does it; settings come from the
environment: AWS_LAMBDA_RUNTIME_API, TABLE_NAME, DYNAMODB_ENDPOINT.
"""

import http.client
import json
import os

import boto3

table = boto3.resource(
    "dynamodb",
    endpoint_url=os.environ["DYNAMODB_ENDPOINT"],
    region_name="eu-west-1",
    aws_access_key_id="local",
    aws_secret_access_key="local",
).Table(os.environ["TABLE_NAME"])


def handler(event):
    detail = event["detail"]
    item = {
        "jobId": detail["jobId"],
        "timestamp": event["time"],
        "jobName": detail["jobName"],
        "status": detail["status"],
        "jobQueue": detail["jobQueue"],
        "jobDefinition": detail["jobDefinition"],
        "region": event["region"],
        "account": event["account"],
        "statusReason": detail.get("statusReason", ""),
        "fullEvent": json.dumps(event),
    }
    media_id = detail.get("parameters", {}).get("media_id") or detail.get("tags", {}).get("media_id")
    if media_id:
        item["media_id"] = media_id
    table.put_item(Item=item)
    return {"statusCode": 200}


invocations = "/2018-06-01/runtime/invocation"
runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
while True:
    runtime.request("GET", f"{invocations}/next")
    answer = runtime.getresponse()
    event = json.loads(answer.read())
    request_id = answer.headers["lambda-runtime-aws-request-id"]
    result = json.dumps(handler(event))
    runtime.request("POST", f"{invocations}/{request_id}/response", result)
    runtime.getresponse().read()
