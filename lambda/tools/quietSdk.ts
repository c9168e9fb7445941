// Import first: the AWS SDK would warn about its future Node.js requirements at every start.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
