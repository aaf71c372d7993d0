# usage: python requests_oauthlib_client.py <device endpoint> <token endpoint>
import os
import sys
import time

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import requests
from oauthlib.oauth2 import DeviceClient, OAuth2Error
from requests_oauthlib import OAuth2Session

device_endpoint, token_endpoint = sys.argv[1:]
started = requests.post(device_endpoint, data={"client_id": "requests-oauthlib"}).json()
print("visit", started["verification_uri_complete"])
print("code", started["user_code"])

session = OAuth2Session(client=DeviceClient("requests-oauthlib"))
interval = started["interval"]
while True:
    time.sleep(interval)
    try:
        answer = session.fetch_token(token_endpoint, device_code=started["device_code"])
        print("token", answer["access_token"])
        break
    except OAuth2Error as error:
        if error.error == "slow_down":
            interval += 5
        elif error.error != "authorization_pending":
            print("error", error.error)
            break
