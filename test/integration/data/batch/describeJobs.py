"""Describes jobs with boto3, and prints them as JSON."""
import json
import sys

import boto3

endpoint, region, *jobs = sys.argv[1:]
batch = boto3.client("batch", endpoint_url=endpoint, region_name=region)
json.dump(batch.describe_jobs(jobs=jobs)["jobs"], sys.stdout)
